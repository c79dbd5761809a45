using Ecs.Server.Files;

namespace Ecs.Server.Console;

/// <summary>
/// Passes on what the stream behind it takes, and lets go what it does not: whoever writes goes on unheard, and is heard again
/// when the disk has room again.
/// </summary>
public sealed class UnheardStream(Stream heard) : OneWayStream
{
    private volatile string _fault = "";

    /// <summary>Why something was lost, the first time; empty while nothing was.</summary>
    public string Fault => _fault;

    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            heard.Write(buffer);
        }
        catch (Exception exception) when (WriteFault.Is(exception))
        {
            if (_fault.Length == 0)
                _fault = exception.Message;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        try
        {
            heard.Flush();
        }
        catch (Exception exception) when (WriteFault.Is(exception))
        {
            if (_fault.Length == 0)
                _fault = exception.Message;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
