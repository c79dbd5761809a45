using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Play;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Sources.Remote;

/// <summary>The player of this window on a server elsewhere.</summary>
/// <param name="client">The connection, which may be another one later.</param>
internal sealed class RemotePlayer(Func<GameClient> client) : IPlayed
{
    private const int MarkLimit = 64;
    private const float FadesIn = 90; // pictures

    private readonly WorldView _drawn = new();
    private long _pictures;
    private long _samples;
    private long _sampleNumber;

    public PlayerSlot Slot => client().State == ClientState.Playing ? client().Slot : PlayerSlot.None;

    public WorldView Drawn => _drawn;

    public WorldView Told => client().View;

    public BoundedLog<CorrectionMark> Marks { get; } = new(MarkLimit, static mark => mark.Number);

    public PlayFigures Figures { get; } = new();

    public bool HasAutopilot => client().Pilot is not null;

    public float FadeOf(in CorrectionMark mark) => (_pictures - mark.Number) / FadesIn;

    public void Want(in PlayerIntent intent) => client().Intent = intent;

    /// <summary>Makes the next picture.</summary>
    public void Update()
    {
        _pictures++;
        if (client().Interpolation is { HasSnapshots: true } others)
            _drawn.CopyFrom(others.Draw());
        if (client().Net is { } net)
            TakeFigures(net);
    }

    private void TakeFigures(NetFigures net)
    {
        Figures.RoundTrip = (float)net.Now.RoundTrip.TotalMilliseconds;
        Figures.Jitter = (float)net.Now.Jitter.TotalMilliseconds;
        Figures.Loss = (float)net.Now.Loss;
        Figures.BufferTicks = (float)net.Now.BufferTicks;
        Figures.AheadTicks = Math.Max(0, client().CommandTick.Since(client().Snapshot.Tick));
        if (net.Total < _samples)
            _samples = 0;
        for (; _samples < net.Total; _samples++)
            TakeSample(net[(int)Math.Min(net.Total - _samples - 1, net.Count - 1)]);
    }

    private void TakeSample(in NetSample sample)
    {
        var tickMilliseconds = 1000f / Math.Max(1, (int)client().Room.TickRate);
        Figures.Samples.Add(new PlaySample(
            ++_sampleNumber,
            (float)sample.RoundTrip.TotalMilliseconds,
            (float)sample.BufferTicks * tickMilliseconds,
            sample.Loss,
            sample.Corrections));
    }
}
