using System.Net;
using System.Net.Sockets;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>
/// Asks for information, players and rules as server browsers do, on one thread and from so many addresses that as much is answered as ever is:
/// first for a challenge, from then on with the one that came last.
/// </summary>
internal sealed class QueryHammer : PacedHammer
{
    private const int Addresses = 64;
    private const int ChallengeBytes = 9;
    private const byte Challenge = 0x41;

    /// <summary>Each with room for the challenge at its end.</summary>
    private static readonly byte[][] Questions =
    [
        [0xFF, 0xFF, 0xFF, 0xFF, .. "TSource Engine Query\0"u8, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xFF, 0xFF, 0xFF, 0xFF, .. "U"u8, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xFF, 0xFF, 0xFF, 0xFF, .. "V"u8, 0xFF, 0xFF, 0xFF, 0xFF],
    ];

    private readonly Socket[] _sockets;
    private readonly byte[][] _challenges = [.. Enumerable.Range(0, Addresses).Select(static _ => new byte[] { 0xFF, 0xFF, 0xFF, 0xFF })];
    private readonly byte[] _buffer = new byte[2048];
    private readonly byte[] _question = new byte[32];

    public QueryHammer(IPEndPoint server) => _sockets = [.. Enumerable.Range(1, Addresses).Select(number =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)number]), 0));
        socket.Connect(server);
        socket.Blocking = false;
        return socket;
    })];

    public override void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    protected override void Ask(long turn)
    {
        var (number, question) = (turn % Addresses, Questions[turn / Addresses % Questions.Length]);
        var socket = _sockets[number];
        while (socket.Available > 0)
            Hear(socket.Receive(_buffer, SocketFlags.None, out _), _challenges[number]);
        question.CopyTo(_question, 0);
        _challenges[number].CopyTo(_question, question.Length - _challenges[number].Length);
        socket.Send(_question.AsSpan(0, question.Length), SocketFlags.None, out var error);
        Refused += error == SocketError.Success ? 0 : 1;
    }

    private void Hear(int length, byte[] challenge)
    {
        if (length == ChallengeBytes && _buffer[4] == Challenge)
            _buffer.AsSpan(ChallengeBytes - challenge.Length, challenge.Length).CopyTo(challenge);
        else if (length != 0)
            Answered++;
    }
}
