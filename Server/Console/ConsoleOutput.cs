using System.Collections.Concurrent;
using Ecs.Server.Files;

namespace Ecs.Server.Console;

/// <summary>
/// Writes lines to standard output on a thread of its own: a reader of the pipe who does not read would otherwise stop the
/// tick. What does not fit the bounded queue is dropped and counted, what cannot be written is lost: the server goes on unheard.
/// </summary>
public sealed class ConsoleOutput : IDisposable
{
    /// <summary>Texts that may wait for the terminal.</summary>
    public const int QueueLimit = 256;

    private readonly BlockingCollection<string> _texts = new(QueueLimit);
    private readonly TextWriter _writer;
    private readonly Action<string> _tellLost;
    private readonly Thread _thread;
    private long _dropped;

    /// <param name="writer">Where lines go; disposed of by whoever gave it.</param>
    /// <param name="tellLost">Told why, on the thread that writes, when lines begin to be lost.</param>
    public ConsoleOutput(TextWriter writer, Action<string>? tellLost = null)
    {
        _writer = writer;
        _tellLost = tellLost ?? (static _ => { });
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "console output" };
        _thread.Start();
    }

    /// <summary>Texts that found the queue full.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Queues one or more lines; never waits.</summary>
    public void Write(string text)
    {
        if (!_texts.IsAddingCompleted && !_texts.TryAdd(text))
            Interlocked.Increment(ref _dropped);
    }

    /// <summary>Takes no more and waits until everything is written, or for a second.</summary>
    public void Dispose()
    {
        _texts.CompleteAdding();
        if (_thread.Join(TimeSpan.FromSeconds(1)))
            _texts.Dispose();
    }

    private void WriteAll()
    {
        var isBroken = false;
        foreach (var text in _texts.GetConsumingEnumerable())
        {
            try
            {
                _writer.Write(text);
                _writer.Write('\n');
                if (_texts.Count != 0)
                    continue;
                _writer.Flush();
                isBroken = false;
            }
            catch (Exception exception) when (WriteFault.Is(exception))
            {
                // Nobody reads any more, or the disk is full; a disk may have room again.
                if (!isBroken)
                    _tellLost(exception.Message);
                isBroken = true;
            }
        }
    }
}
