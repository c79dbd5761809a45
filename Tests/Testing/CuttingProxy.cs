using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ecs.Tests.Testing;

/// <summary>Stands between a client and a server of this machine, and, when asked to, resets connections in the middle of what the server says.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly int _target;
    private int _cutsFrom = int.MaxValue;
    private long _resets;

    /// <param name="target">The server's port.</param>
    public CuttingProxy(int target)
    {
        _target = target;
        _listener.Start();
        Begin(Accept);
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>How many connections were reset.</summary>
    public long Resets => Interlocked.Read(ref _resets);

    /// <summary>From now on half of each answer of at least so many bytes arrives, and then the end of the connection.</summary>
    public void Cut(int from = 2) => Volatile.Write(ref _cutsFrom, from);

    public void Heal() => Volatile.Write(ref _cutsFrom, int.MaxValue);

    public void Dispose()
    {
        _listener.Stop();
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private static void Begin(Action work) => new Thread(() =>
    {
        try
        {
            work();
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // One side has hung up, or all is over.
        }
    })
    {
        IsBackground = true,
    }.Start();

    private void Accept()
    {
        while (true)
        {
            var client = _listener.AcceptSocket();
            var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _sockets.Add(client);
            _sockets.Add(server);
            Begin(() =>
            {
                using (client)
                {
                    server.Connect(IPAddress.Loopback, _target);
                    Begin(() => Ask(client, server));
                    Answer(server, client);
                }
            });
        }
    }

    private static void Ask(Socket client, Socket server)
    {
        using var ends = server;
        var buffer = new byte[1 << 16];
        while (client.Receive(buffer) is > 0 and var count)
            server.Send(buffer, count, SocketFlags.None);
    }

    private void Answer(Socket server, Socket client)
    {
        var buffer = new byte[1 << 16];
        while (server.Receive(buffer) is > 0 and var count)
        {
            if (count < Volatile.Read(ref _cutsFrom))
            {
                client.Send(buffer, count, SocketFlags.None);
                continue;
            }

            // The half has to be read before the reset, which takes what is not: the other side is given time to.
            client.Send(buffer, count / 2, SocketFlags.None);
            Thread.Sleep(20);
            client.LingerState = new LingerOption(enable: true, seconds: 0);
            Interlocked.Increment(ref _resets);
            return;
        }
    }
}
