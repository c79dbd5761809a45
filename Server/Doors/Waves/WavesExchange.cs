using Ecs.Server.Metrics;

namespace Ecs.Server.Doors.Waves;

/// <summary>
/// One client's conversation: bytes in, bytes out, without socket, clock or thread. Lock step: a hello, then rounds of two
/// frames from the client and four in answer.
/// </summary>
/// <remarks>
/// <code>
/// hello -> (wait) -> welcome | user data -> keys -> data, lasers of ship 1, lasers of ship 2, enemies | user data -> ...
/// </code>
/// </remarks>
/// <param name="ip">The client's own address, as it is told.</param>
/// <param name="port">The client's own port, as it is told.</param>
public sealed class WavesExchange(string ip, int port)
{
    private readonly WavesWriter _writer = new();
    private byte[] _bytes = new byte[8192];
    private int _start;
    private int _end;
    private Expected _expected;
    private WavesUserData _userData;
    private DropCause? _fault;

    private enum Expected
    {
        Hello,
        Admission,
        UserData,
        Keys,
    }

    /// <summary>Where the next bytes from the client go; never empty.</summary>
    public Span<byte> Free
    {
        get
        {
            if (_start > 0)
            {
                _bytes.AsSpan(_start.._end).CopyTo(_bytes);
                (_start, _end) = (0, _end - _start);
            }

            if (_end == _bytes.Length)
            {
                // Only as far as bytes have come: a length alone makes no memory.
                Array.Resize(ref _bytes, _bytes.Length * 2);
            }

            return _bytes.AsSpan(_end);
        }
    }

    /// <summary>What to send, in one write.</summary>
    public ReadOnlySpan<byte> Answer => _writer.Written;

    /// <summary>The keys of the last complete round.</summary>
    public WavesKeys Keys { get; private set; }

    /// <summary>Whether the client was ready in the last complete round.</summary>
    public bool IsReady => _userData.Ready;

    /// <summary>Why the conversation is over, after <see cref="WavesStep.Fault"/>.</summary>
    public DropCause Fault => _fault ?? DropCause.Malformed;

    /// <summary>So many bytes have come into <see cref="Free"/>.</summary>
    public void Received(int count) => _end += count;

    /// <summary>Goes on as far as the bytes allow.</summary>
    /// <param name="admission">Whether the client flies a ship; looked at after its hello.</param>
    public WavesStep Next(WavesAdmission admission)
    {
        if (_expected == Expected.Admission)
            return Welcome(admission);

        while (TryTakeFrame(out var payload))
        {
            if (Take(payload, admission) is { } step)
                return step;
        }

        return _fault is null ? WavesStep.Receive : WavesStep.Fault;
    }

    /// <summary>After <see cref="WavesStep.Round"/>, when the time for it has come: writes the answer.</summary>
    public void Draw(WavesPicture picture)
    {
        _writer.Clear();
        _writer.AddPicture(picture);
    }

    /// <summary>Null when there is nothing to do but to take the next frame.</summary>
    private WavesStep? Take(ReadOnlySpan<byte> payload, WavesAdmission admission)
    {
        if (WavesReader.IsFarewell(payload))
            return WavesStep.Left;

        switch (_expected)
        {
            case Expected.Hello when WavesReader.IsHello(payload):
                _expected = Expected.Admission;
                return Welcome(admission);
            case Expected.Hello:
                return Fail(DropCause.OutOfOrder);
            case Expected.UserData when !WavesReader.TryReadUserData(payload, out _userData):
                return Fail(DropCause.Malformed);
            case Expected.UserData when !_userData.Connection:
                return WavesStep.Left;
            case Expected.UserData:
                _expected = Expected.Keys;
                return null;
            case Expected.Keys when WavesReader.TryReadKeys(payload, out var keys):
                Keys = keys;
                _expected = Expected.UserData;
                return WavesStep.Round;
            default:
                return Fail(DropCause.Malformed);
        }
    }

    private WavesStep Welcome(WavesAdmission admission)
    {
        if (admission == WavesAdmission.Waiting)
            return WavesStep.Wait;

        _expected = Expected.UserData;
        _writer.Clear();
        _writer.AddWelcome(ip, port);
        if (admission == WavesAdmission.Seated)
            return WavesStep.Send;

        _writer.AddFull();
        return WavesStep.SendAndClose;
    }

    /// <summary>False when there is no whole frame yet, or its header is a fault.</summary>
    private bool TryTakeFrame(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        var bytes = _bytes.AsSpan(_start.._end);
        if (bytes.Length < WavesReader.HeaderLength)
            return false;

        if (!WavesReader.TryReadLength(bytes[..WavesReader.HeaderLength], out var length))
        {
            Fail(DropCause.Malformed);
            return false;
        }

        if (length > WavesReader.PayloadLimit)
        {
            Fail(DropCause.TooLong);
            return false;
        }

        if (bytes.Length - WavesReader.HeaderLength < length)
            return false;

        payload = bytes.Slice(WavesReader.HeaderLength, length);
        _start += WavesReader.HeaderLength + length;
        return true;
    }

    private WavesStep Fail(DropCause cause)
    {
        _fault = cause;
        return WavesStep.Fault;
    }
}
