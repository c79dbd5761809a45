using System.Net;
using System.Net.Sockets;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>
/// Guesses a remote console's password, each guess on a connection of its own, on one thread and from 250 addresses: of each a few are looked at, and
/// the rest are sent away.
/// </summary>
internal sealed class GuessHammer(IPEndPoint server) : PacedHammer
{
    /// <summary>Of the server that is started for it.</summary>
    public const string Password = "nails-and-hammers";

    private const int Addresses = 250;
    private const int Open = 16;

    private static readonly byte[] Guess = [18, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, .. "password"u8, 0, 0];

    private readonly Queue<Socket> _open = [];

    /// <summary>Connecting is the system's business as much as the server's: what it does not get done at once waits.</summary>
    protected override int Burst => Open;

    public override void Dispose()
    {
        while (_open.TryDequeue(out var socket))
            socket.Dispose();
    }

    protected override void Ask(long turn)
    {
        if (_open.Count == Open)
            End(_open.Dequeue());
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new(enable: true, 0) };
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 2, (byte)(1 + (turn % Addresses))]), 0));
        socket.Blocking = false;
        try
        {
            socket.Connect(server);
        }
        catch (SocketException waits) when (waits.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // It is there in a moment, or never.
        }

        if (!socket.Poll(10_000, SelectMode.SelectWrite))
        {
            Refused++;
            socket.Dispose();
            return;
        }

        socket.Send(Guess, SocketFlags.None, out var error);
        Refused += error == SocketError.Success ? 0 : 1;
        _open.Enqueue(socket);
    }

    private void End(Socket socket)
    {
        Span<byte> answer = stackalloc byte[64];
        Answered += socket.Receive(answer, SocketFlags.None, out _) > 0 ? 1 : 0;
        socket.Dispose();
    }
}
