using Ecs.Client.Interpolation;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Views;

namespace Ecs.Client;

/// <content>What is drawn of others, and what commands say of it.</content>
public sealed partial class GameClient
{
    private readonly WorldView _told = new();

    /// <summary>
    /// What to draw of others; null outside a room, and where <see cref="ClientOptions.Interpolates"/> is off. Another object takes its place
    /// with each room and each new connection.
    /// </summary>
    public Interpolator? Interpolation { get; private set; }

    /// <summary>How the network does; null outside a room. Another object takes its place with each room and each new connection.</summary>
    public NetFigures? Net { get; private set; }

    private void BeginOthers(in Entered entered)
    {
        Net = new NetFigures(entered.TickRate, entered.SnapshotDivisor, Figures);
        Interpolation = _options.Interpolates ? new Interpolator(entered.TickRate, entered.SnapshotDivisor) : null;
    }

    private void AdvanceOthers(TimeSpan elapsed)
    {
        Interpolation?.Advance(elapsed);
        Net?.Advance(elapsed, Clock, Interpolation);
    }

    private void AddToOthers()
    {
        if (Interpolation is not null)
        {
            _snapshots.ShowNewest(_told);
            Interpolation.Add(_told);
        }

        Net?.Arrive(Snapshot.Tick, Interpolation is { WasQuiet: true });
    }

    /// <summary>Whoever shoots or strikes says at which moment it saw others. Pilots, and players to whom nothing is interpolated, see the newest snapshot.</summary>
    private PlayerCommand WithSeenAge(in PlayerCommand command)
    {
        if ((command.Buttons & (Buttons.Fire | Buttons.Special)) == 0 || Snapshot.Tick == default)
            return command;

        var seen = Pilot is null && Interpolation is { HasSnapshots: true } others ? others.Moment : new SeenMoment(Snapshot.Tick, 0);
        return command with { SeenAge = seen.AgeAt(command.Tick) };
    }
}
