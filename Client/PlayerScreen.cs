using Ecs.Client.Prediction;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Client;

/// <summary>
/// The world as a player's screen is to show it: others between two snapshots, the own avatar and its shots as predicted, corrections of the
/// avatar smoothed. Where nothing is predicted the own avatar is drawn like all others. Warm, it allocates nothing.
/// </summary>
/// <param name="client">Made with <see cref="ClientOptions.Interpolates"/>.</param>
public sealed class PlayerScreen(GameClient client)
{
    /// <summary>World units; beyond it a correction is a leap, and shown as one.</summary>
    private const int LongestSmoothing = 64;

    private readonly WorldView _view = new();
    private readonly ErrorSmoothing _smoothing = new(LongestSmoothing);

    /// <summary>What was corrected, for whoever draws that too.</summary>
    public DropOldestQueue<Correction> Corrections { get; } = new(64);

    /// <summary>The own avatar's place without the smoothing; what is drawn differs from it by as much as is left of corrections.</summary>
    public FixedVector Offset => _smoothing.Offset;

    /// <summary>Makes the next picture; another call replaces what is in it.</summary>
    /// <param name="elapsed">Since the last picture.</param>
    public WorldView Draw(TimeSpan elapsed)
    {
        _smoothing.Advance(elapsed);
        while (client.Corrections.TryTake(out var correction))
        {
            _smoothing.Correct(correction.Before, correction.After);
            Corrections.Add(in correction);
        }

        _view.Clear();
        if (client.Interpolation is not { HasSnapshots: true } others)
            return _view;

        var drawn = others.Draw();
        if (client.Prediction is not { IsReady: true } prediction)
            return drawn;

        (_view.Tick, _view.ClockTicks) = (drawn.Tick, drawn.ClockTicks);
        AddOwn(prediction.Own);
        foreach (ref readonly var entity in drawn.Entities)
        {
            if (!IsOwn(in entity))
                _view.Add(in entity);
        }

        AddShots(prediction);
        return _view;
    }

    private bool IsOwn(in EntityState entity) => entity.Slot == client.Slot && entity.Kind is EntityKind.Avatar or EntityKind.Bullet;

    private void AddOwn(EntityState own)
    {
        own.X += _smoothing.Offset.X;
        own.Y += _smoothing.Offset.Y;
        _view.Add(in own);
    }

    /// <summary>Own shots fly in the avatar's time: those that a snapshot has told have flown on since, those of later ticks nobody has told.</summary>
    private void AddShots(AvatarPrediction prediction)
    {
        var told = client.View;
        var ticks = prediction.Tick.Since(told.Tick);
        foreach (ref readonly var entity in told.Entities)
        {
            if (entity.Kind != EntityKind.Bullet || entity.Slot != client.Slot)
                continue;

            var shot = entity;
            shot.X += new Fixed(shot.VelocityX.Raw * ticks);
            shot.Y += new Fixed(shot.VelocityY.Raw * ticks);
            _view.Add(in shot);
        }

        foreach (ref readonly var bullet in prediction.Bullets)
        {
            _view.Add(new EntityState
            {
                Id = bullet.Id,
                Kind = EntityKind.Bullet,
                Slot = client.Slot,
                Team = prediction.Own.Team,
                X = bullet.At.X,
                Y = bullet.At.Y,
                VelocityX = bullet.Way.X,
                VelocityY = bullet.Way.Y,
                Flags = EntityFlags.Alive,
            });
        }
    }
}
