using System.Collections.Concurrent;

namespace Ecs.Server.Console;

/// <summary>
/// Writes lines to standard output on a thread of its own: a reader of the pipe who does not read would otherwise stop the
/// tick. What does not fit the bounded queue is dropped and counted.
/// </summary>
public sealed class ConsoleOutput : IDisposable
{
    /// <summary>Texts that may wait for the terminal.</summary>
    public const int QueueLimit = 256;

    private readonly BlockingCollection<string> _texts = new(QueueLimit);
    private readonly TextWriter _writer;
    private readonly Thread _thread;
    private long _dropped;

    public ConsoleOutput(TextWriter writer)
    {
        _writer = writer;
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
        bool isBroken = false;
        foreach (string text in _texts.GetConsumingEnumerable())
        {
            if (isBroken)
                continue;
            try
            {
                _writer.Write(text);
                _writer.Write('\n');
                if (_texts.Count == 0)
                    _writer.Flush();
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // Nobody reads any more; the server goes on without being heard.
                isBroken = true;
            }
        }
    }
}
