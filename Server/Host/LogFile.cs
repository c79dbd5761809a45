using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Ecs.Server.Files;

namespace Ecs.Server.Host;

/// <summary>
/// A log in a file that begins anew when it has its size. Whoever logs leaves a line and goes on; a thread writes them. What the disk does not
/// take, or not in time, is lost and counted, and the next line that it takes says how many those were.
/// </summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>Lines that may wait for the disk; further ones are lost.</summary>
    public const int QueueLimit = 4096;

    /// <summary>How long the end waits for a disk that takes nothing.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    /// <summary>A file that could not be opened is tried again after so long.</summary>
    private const int RetryMilliseconds = 1000;

    private readonly BlockingCollection<string> _lines = new(QueueLimit);
    private readonly string _path;
    private readonly long _limit;
    private readonly int _kept;
    private readonly Thread _thread;
    private FileStream? _file;
    private long _size;
    private long _retryAt;
    private long _lost;
    private long _told;
    private bool _isTorn;

    /// <param name="path">Is gone on with where it is there.</param>
    /// <param name="limit">Bytes of one file.</param>
    /// <param name="kept">Older ones.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public LogFile(string path, long limit, int kept)
    {
        _path = path;
        _limit = limit;
        _kept = kept;
        Open();
        _thread = new Thread(WriteAll) { Name = "log file", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Lines that did not come to the disk.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Any thread: never waits.</summary>
    /// <param name="line">With its line end.</param>
    public void Add(string line)
    {
        try
        {
            if (_lines.TryAdd(line))
                return;
        }
        catch (InvalidOperationException)
        {
            // It has been closed: there are always some who have a last word.
        }

        Interlocked.Increment(ref _lost);
    }

    /// <summary>Writes what waits, when the disk takes it in time.</summary>
    public void Dispose()
    {
        if (_lines.IsAddingCompleted)
            return;
        _lines.CompleteAdding();
        if (_thread.Join(StopPatience))
            _file?.Dispose();
    }

    private void WriteAll()
    {
        foreach (var line in _lines.GetConsumingEnumerable())
            Write(line);
    }

    private void Write(string line)
    {
        try
        {
            if (_size >= _limit)
                Rotate();
            if (_file is null)
                Reopen();
            var lost = Lost;
            Write(Encoding.UTF8.GetBytes(_isTorn ? "\n" + NoteOf(lost) + line : NoteOf(lost) + line));
            _told = lost;
            _isTorn = false;
        }
        catch (Exception fault) when (WriteFault.Is(fault))
        {
            Interlocked.Increment(ref _lost);

            // The disk may have taken the beginning.
            _isTorn = _file is not null;
        }
    }

    private void Write(byte[] bytes)
    {
        _file!.Write(bytes);
        _file.Flush();
        _size += bytes.Length;
    }

    private string NoteOf(long lost) => lost == _told ? "" : string.Create(CultureInfo.InvariantCulture, $"{lost - _told} lines of the log were lost\n");

    private void Rotate()
    {
        _file?.Dispose();
        _file = null;
        try
        {
            Shift();
        }
        catch (Exception fault) when (WriteFault.Is(fault))
        {
            // The names stay as they are, and so does the file.
        }

        Open();

        // Where they stay it is tried again when as much has been written once more.
        _size = 0;
    }

    private void Shift()
    {
        File.Delete(NameOf(_kept));
        for (var number = _kept - 1; number >= 0; number--)
        {
            if (File.Exists(NameOf(number)))
                File.Move(NameOf(number), NameOf(number + 1), overwrite: true);
        }
    }

    private string NameOf(int number) => number == 0 ? _path : string.Create(CultureInfo.InvariantCulture, $"{_path}.{number}");

    private void Reopen()
    {
        if (Environment.TickCount64 < _retryAt)
            throw new IOException("the file is not open");
        _retryAt = Environment.TickCount64 + RetryMilliseconds;
        Open();
    }

    private void Open()
    {
        _file = AppendedFile.Continue(_path);
        _size = _file.CanSeek ? _file.Length : 0;
    }
}
