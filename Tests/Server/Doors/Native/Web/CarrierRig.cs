using System.Net;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Web;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Native.Web;

/// <summary>The carrier with one client whose socket is told what to do; the test turns its ticks.</summary>
internal sealed class CarrierRig : IPeerListener, IDisposable
{
    public static readonly TimeSpan TickLength = TimeSpan.FromSeconds(1 / 60.0);

    public CarrierRig(bool keeps = true)
    {
        Carrier = new WebCarrier("web=here", TimeSpan.FromSeconds(8), Metrics);
        Socket = new ToldSocket { Keeps = keeps };
        Serving = Carrier.ServeAsync(Socket, Socket.Abort, new IPEndPoint(IPAddress.Loopback, 1234), isLocal: true, $"ecs.{Limits.Version}");
        Turn();
    }

    public ServerMetrics Metrics { get; } = new();

    public WebCarrier Carrier { get; }

    public ToldSocket Socket { get; }

    public Task Serving { get; }

    public Peer Peer { get; private set; } = null!;

    public Reason? End { get; private set; }

    public List<string> Heard { get; } = [];

    public bool Keeps { get; init; } = true;

    public void Turn(int ticks = 1)
    {
        for (; ticks > 0; ticks--)
        {
            Carrier.Receive(TickLength, this);
            Carrier.Update(TickLength);
        }
    }

    /// <summary>Time passes at once.</summary>
    public void Pass(double seconds) => Turn((int)(seconds / TickLength.TotalSeconds));

    /// <summary>Turns until other threads have done their part.</summary>
    public void TurnUntil(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(
        () =>
        {
            Carrier.Receive(TimeSpan.Zero, this);
            Carrier.Update(TimeSpan.Zero);
            return condition();
        },
        Patience.Limit));

    public Reason Judge(string connectKey) => connectKey == Limits.ConnectKey ? Reason.None : Reason.WrongProtocol;

    public void OnConnected(Peer peer) => Peer = peer;

    public void OnMessage(Peer peer, Lane lane, ReadOnlyMemory<byte> message)
    {
        if (Keeps)
            Heard.Add($"{lane} {Convert.ToHexString(message.Span)}");
    }

    public void OnDisconnected(Peer peer, Reason reason) => End = reason;

    public void Dispose()
    {
        Carrier.Dispose();
        Socket.Abort();
        Assert.True(Serving.Wait(Patience.Limit));
        Metrics.Dispose();
    }
}
