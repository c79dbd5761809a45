using System.Net;
using Ecs.Server.Doors.Waves;

namespace Ecs.Tests.Testing;

/// <summary>
/// A connection of the waves door without socket and thread: the test carries the bytes. What the client sends is taken in at
/// once, as far as the door has decided; each write of the server is kept as one.
/// </summary>
internal sealed class MemoryWavesLink : WavesLink
{
    private readonly WavesExchange _exchange;
    private readonly Queue<byte> _unread = [];
    private WavesStep _step = WavesStep.Receive;
    private bool _isHeld;

    public MemoryWavesLink(IPEndPoint remote)
        : base(remote)
    {
        _exchange = new WavesExchange(Ip, remote.Port);
    }

    /// <summary>What the server has written and nobody has taken yet, write by write.</summary>
    public Queue<byte[]> Writes { get; } = [];

    /// <summary>Whether the server has ended the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The client sends; what the server does not take in yet waits.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            _unread.Enqueue(value);

        Carry();
    }

    /// <summary>The other side is gone without a word.</summary>
    public void Break()
    {
        IsClosed = true;
        End(WavesEnding.Lost);
    }

    public override void Decide(WavesAdmission admission)
    {
        base.Decide(admission);
        Carry();
    }

    public override void Allow(int rounds, int limit)
    {
        base.Allow(rounds, limit);
        Carry();
    }

    public override void Abort() => IsClosed = true;

    private void Carry()
    {
        while (!IsClosed && (_step != WavesStep.Receive || _unread.Count > 0))
        {
            if (_step == WavesStep.Receive)
            {
                var free = _exchange.Free;
                var count = Math.Min(free.Length, _unread.Count);
                for (var i = 0; i < count; i++)
                    free[i] = _unread.Dequeue();

                _exchange.Received(count);
            }

            if (!_isHeld)
                _step = Advance(_exchange);

            switch (_step)
            {
                case WavesStep.Round when !TryDraw(_exchange):
                    _isHeld = true;
                    return;
                case WavesStep.Round or WavesStep.Send:
                    _isHeld = false;
                    Writes.Enqueue(_exchange.Answer.ToArray());
                    break;
                case WavesStep.SendAndClose:
                    Writes.Enqueue(_exchange.Answer.ToArray());
                    End(WavesEnding.TurnedAway);
                    IsClosed = true;
                    break;
                case WavesStep.Wait:
                    return;
                case WavesStep.Left or WavesStep.Fault:
                    IsClosed = true;
                    break;
            }
        }
    }
}
