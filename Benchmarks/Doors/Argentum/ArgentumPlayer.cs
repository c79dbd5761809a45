using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecs.Scenes.Doors.Argentum;

namespace Ecs.Benchmarks.Doors.Argentum;

/// <summary>
/// The original client as far as the wire can tell: reads once per frame and takes what it got for whole packets, moves itself at once
/// when it walks, and takes its place from the server when that says otherwise.
/// </summary>
internal sealed class ArgentumPlayer : IDisposable
{
    private static readonly byte[] Buffer = new byte[64 * 1024];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly List<ArgentumServerPacket> _heard = [];
    private long _askedAt;

    public ArgentumPlayer(IPEndPoint door)
    {
        _socket.Connect(door);
        _socket.Blocking = false;
    }

    /// <summary>Everything since <see cref="Forget"/>.</summary>
    public IReadOnlyList<ArgentumServerPacket> Heard => _heard;

    /// <summary>Where it believes to be.</summary>
    public (int X, int Y) At { get; private set; }

    public int Index { get; private set; }

    public int Reads { get; private set; }

    public int LongestRead { get; private set; }

    public int Packets { get; private set; }

    public int Refusals { get; private set; }

    /// <summary>What the story's people said, the player itself included.</summary>
    public int LinesHeard { get; private set; }

    /// <summary>The numbers of the characters that it saw take a step.</summary>
    public HashSet<int> SeenWalking { get; } = [];

    /// <summary>Milliseconds from a ping to the frame that has its answer.</summary>
    public List<double> RoundTrips { get; } = [];

    public void Say(params byte[] bytes)
    {
        var sent = _socket.Send(bytes);
        StoryException.Unless(sent == bytes.Length, "the server does not read");
    }

    public void Ping()
    {
        _askedAt = Stopwatch.GetTimestamp();
        Say(119);
    }

    public void Walk(byte heading)
    {
        At = heading switch
        {
            1 => (At.X, At.Y - 1),
            2 => (At.X + 1, At.Y),
            3 => (At.X, At.Y + 1),
            _ => (At.X - 1, At.Y),
        };
        Say(6, heading);
    }

    /// <summary>One frame.</summary>
    /// <exception cref="StoryException">The read ended within a packet, or has one that the client does not know.</exception>
    public void Frame()
    {
        if (_socket.Available == 0)
            return;

        var count = _socket.Receive(Buffer);
        Reads++;
        LongestRead = Math.Max(LongestRead, count);
        try
        {
            foreach (var packet in ArgentumServerPacket.Split(Buffer.AsSpan(0, count)))
            {
                Packets++;
                _heard.Add(packet);
                Follow(packet);
            }
        }
        catch (InvalidDataException broken)
        {
            throw new StoryException($"a read of {count} bytes cannot be parsed: {broken.Message}");
        }
    }

    public void Forget() => _heard.Clear();

    public bool Has(byte id) => _heard.Exists(packet => packet.Id == id);

    public IEnumerable<ArgentumServerPacket> All(byte id) => _heard.Where(packet => packet.Id == id);

    /// <summary>Whether the server has ended the connection.</summary>
    public bool IsEnded() => _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;

    public void Dispose() => _socket.Dispose();

    private void Follow(ArgentumServerPacket packet)
    {
        switch (packet.Id)
        {
            case 22:
                var place = ((int)packet.Fields[0], (int)packet.Fields[1]);
                Refusals += At != place && At != default ? 1 : 0;
                At = place;
                break;
            case 24:
                LinesHeard += packet.Text.StartsWith("Pepe1: ", StringComparison.Ordinal)
                    || packet.Text.StartsWith("Ana22: ", StringComparison.Ordinal) ? 1 : 0;
                break;
            case 28:
                Index = (int)packet.Fields[0];
                break;
            case 32:
                SeenWalking.Add((int)packet.Fields[0]);
                break;
            case 88:
                RoundTrips.Add(Stopwatch.GetElapsedTime(_askedAt).TotalMilliseconds);
                break;
        }
    }
}
