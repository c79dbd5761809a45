using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>Asks a server for something so often a second, on one thread and in an open loop: what was late is made up for.</summary>
internal abstract class PacedHammer : IDisposable
{
    /// <summary>Requests so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Of them those that the server's side did not take.</summary>
    public long Refused { get; protected set; }

    /// <summary>Answers that were heard.</summary>
    public long Answered { get; protected set; }

    /// <summary>Requests between two pauses of a millisecond; what is due beyond them waits.</summary>
    protected virtual int Burst => int.MaxValue;

    /// <summary>For so long; once.</summary>
    public void Hammer(double seconds, int perSecond)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            var due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond);
            for (var burst = 0; burst < Burst && Sent < due; burst++, Sent++)
                Ask(Sent);

            Thread.Sleep(1);
        }
    }

    public abstract void Dispose();

    /// <summary>One request.</summary>
    /// <param name="turn">How many there were before it.</param>
    protected abstract void Ask(long turn);

    /// <summary>A connection that lets nobody wait.</summary>
    protected static Socket Connect(IPEndPoint server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server);
        socket.Blocking = false;
        return socket;
    }
}
