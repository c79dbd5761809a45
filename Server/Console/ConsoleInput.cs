using System.Collections.Concurrent;
using System.Text;

namespace Ecs.Server.Console;

/// <summary>A typed line. One that was longer than a line may be is only known to have been so.</summary>
public readonly record struct ConsoleLine(string Text, bool IsTooLong);

/// <summary>
/// Reads lines on a thread of its own, because reading a terminal or a pipe waits, and hands them to the tick thread
/// through a bounded queue. When the queue is full the reader waits, and the writer of the pipe with it. The end of the
/// input, or a fault of it, ends the reader and nothing else.
/// </summary>
public sealed class ConsoleInput : IDisposable
{
    /// <summary>Lines that may wait for the tick thread.</summary>
    public const int QueueLimit = 64;

    private readonly ConcurrentQueue<ConsoleLine> _lines = new();
    private readonly SemaphoreSlim _places = new(QueueLimit, QueueLimit);
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationToken _ended;
    private readonly TextReader _reader;

    public ConsoleInput(TextReader reader)
    {
        _reader = reader;
        _ended = _end.Token;
    }

    /// <summary>Begins to read; the thread does not keep the process alive.</summary>
    public void Start() => new Thread(ReadAll) { IsBackground = true, Name = "console input" }.Start();

    /// <summary>Takes the oldest line that waits. Allocates nothing when there is none.</summary>
    public bool TryTake(out ConsoleLine line)
    {
        if (!_lines.TryDequeue(out line))
            return false;
        _places.Release();
        return true;
    }

    public void Dispose()
    {
        // The semaphore stays: the reader may still hold it, and a semaphore without a wait handle owns nothing.
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>Reads to the end of the input on the calling thread.</summary>
    internal void ReadAll()
    {
        var chunk = new char[1024];
        var line = new StringBuilder();
        var isTooLong = false;
        try
        {
            for (var count = _reader.Read(chunk); count > 0; count = _reader.Read(chunk))
            {
                foreach (var letter in chunk.AsSpan(0, count))
                {
                    if (letter == '\n')
                    {
                        Put(line, isTooLong);
                        isTooLong = false;
                    }
                    else if (line.Length < CommandText.LineLimit)
                    {
                        line.Append(letter);
                    }
                    else
                    {
                        isTooLong |= letter != '\r';
                    }
                }
            }

            if (line.Length != 0)
                Put(line, isTooLong);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or OperationCanceledException or ObjectDisposedException)
        {
            // A terminal that went away, or the end of the server: there is nothing more to read.
        }
    }

    private void Put(StringBuilder line, bool isTooLong)
    {
        _places.Wait(_ended);
        _lines.Enqueue(new(line.ToString().TrimEnd('\r'), isTooLong));
        line.Clear();
    }
}
