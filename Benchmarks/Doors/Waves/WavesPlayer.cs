using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Ecs.Benchmarks.Doors.Waves;

/// <summary>
/// Moves bytes as the original client of the wave shooter does: header and payload in separate sends, one receive for each part
/// of an answer, at most 60 rounds a second. Its "ready" follows the original's rules.
/// </summary>
internal sealed class WavesPlayer : IDisposable
{
    public const int Space = 44;

    private const int HeaderLength = 64;
    private const int RoundsPerSecond = 60;

    private static readonly string[] Colours = ["red", "green", "blue"];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private readonly List<double> _roundTrips = new(8192);
    private readonly bool[] _down = new bool[512];
    private long _next;
    private bool _isReady;

    public WavesPlayer(IPEndPoint door, bool noDelay)
    {
        _socket.NoDelay = noDelay;
        _socket.ReceiveTimeout = 10_000;
        _socket.Connect(door);
        Send("hello");
        var welcome = JsonDocument.Parse(Receive()).RootElement;
        Address = $"""["{welcome.GetProperty("ip").GetString()}", {welcome.GetProperty("port").GetInt32()}]""";
        _next = Stopwatch.GetTimestamp();
    }

    public string Address { get; }

    public int Rounds { get; private set; }

    /// <summary>Parts of answers that one receive did not bring whole: each of them would have ended the original.</summary>
    public int BrokenReads { get; private set; }

    /// <summary>From the first byte of a round to the last of its answer.</summary>
    public IReadOnlyList<double> RoundTripMilliseconds => _roundTrips;

    public int Ship { get; private set; }

    public JsonElement State { get; private set; }

    /// <summary>Of ship 1.</summary>
    public JsonElement FirstLasers { get; private set; }

    public JsonElement Enemies { get; private set; }

    public bool IsPlaying => State.GetProperty("ready").GetBoolean();

    public bool HasBoth => User(1)[0] == '[' && User(2)[0] == '[';

    public bool IsOver => State.GetProperty("lost1").GetBoolean() || State.GetProperty("lost2").GetBoolean();

    /// <summary>Who flies a ship, as written.</summary>
    public string User(int ship) => State.GetProperty($"user{ship}").GetRawText();

    public int Own(string key) => State.GetProperty(key + Ship.ToString(CultureInfo.InvariantCulture)).GetInt32();

    /// <summary>Presses exactly these keys, by scan code.</summary>
    public void Hold(params ReadOnlySpan<int> codes)
    {
        Array.Clear(_down);
        foreach (var code in codes)
            _down[code] = true;
    }

    /// <summary>One round, not before the frame limiter allows it.</summary>
    public void Round()
    {
        WaitForFrame();
        if (State.ValueKind == JsonValueKind.Object)
        {
            _isReady &= HasBoth && !IsOver;
            _isReady |= HasBoth && !IsPlaying && _down[Space];
        }

        var begin = Stopwatch.GetTimestamp();
        Send(UserData(connection: true));
        Send(Keys());
        State = JsonDocument.Parse(Receive()).RootElement;
        FirstLasers = JsonDocument.Parse(Receive()).RootElement;
        Receive();
        Enemies = JsonDocument.Parse(Receive()).RootElement;
        _roundTrips.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        Ship = User(1) == Address ? 1 : User(2) == Address ? 2 : 0;
        Rounds++;
        StoryException.Unless(Ship != 0, "a client does not find itself among the ships and would lose step");
        StoryException.Unless(
            Enemies.EnumerateArray().All(static enemy => Colours.Contains(enemy.GetProperty("ecolor").GetString())),
            "an enemy has a colour that ends the client");
    }

    /// <summary>As on the end of the original's window; true when the server then ends the connection.</summary>
    public bool Leave()
    {
        try
        {
            // The server may end it with the first word.
            Send(UserData(connection: false));
            Send(UserData(connection: false));
            Send(Keys());
            return _socket.Receive(_buffer) == 0;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown;
        }
    }

    public void Dispose() => _socket.Dispose();

    private string UserData(bool connection) =>
        $$"""{"connection": {{(connection ? "true" : "false")}}, "ready": {{(_isReady ? "true" : "false")}}}""";

    private string Keys() => "[" + string.Join(", ", _down.Select(static isDown => isDown ? "true" : "false")) + "]";

    private void Send(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        _socket.Send(Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture).PadRight(HeaderLength)));
        _socket.Send(bytes);
    }

    private string Receive()
    {
        var header = ReceivePart(HeaderLength);
        var length = int.Parse(Encoding.ASCII.GetString(header).TrimEnd(' '), CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetString(ReceivePart(length));
    }

    private ReadOnlySpan<byte> ReceivePart(int length)
    {
        var received = _socket.Receive(_buffer, length, SocketFlags.None);
        BrokenReads += received < length ? 1 : 0;
        while (received < length)
        {
            var more = _socket.Receive(_buffer, received, length - received, SocketFlags.None);
            if (more == 0)
                throw new IOException("the server has ended the connection");

            received += more;
        }

        return _buffer.AsSpan(0, length);
    }

    private void WaitForFrame()
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _next);
        if (left > TimeSpan.Zero)
            Thread.Sleep(left);

        // A late frame does not make the next one early: a limiter, not a schedule.
        _next = Math.Max(_next, Stopwatch.GetTimestamp() - (Stopwatch.Frequency / 1000)) + (Stopwatch.Frequency / RoundsPerSecond);
    }
}
