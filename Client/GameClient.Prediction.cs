using Ecs.Client.Prediction;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Prediction;
using Ecs.Simulation.Worlds;

namespace Ecs.Client;

/// <content>The own avatar, ahead of the snapshots.</content>
public sealed partial class GameClient
{
    private readonly CommandRing _commands = new();

    /// <summary>
    /// The own avatar as its commands will have moved it; null where nothing is predicted: without <see cref="ClientOptions.Games"/>, for spectators, in a game that the table does not have or
    /// has in another version, and as long as its map has not come.
    /// </summary>
    public AvatarPrediction? Prediction { get; private set; }

    /// <summary>Each time that the prediction was wrong, and why.</summary>
    public DropOldestQueue<Correction> Corrections { get; } = new(64);

    /// <summary>Begins as soon as everything is here that it needs, and asks for what is not.</summary>
    private void BeginPrediction()
    {
        EndPrediction();
        if (State != ClientState.Playing || _options.Games?.Find(Room.Mode) is not { } game || _snapshots.Codes is not { } codes)
            return;

        if (FindMap() is not { } map)
        {
            RequestMap();
            return;
        }

        var options = new WorldOptions { Mode = Room.Mode, TickRate = Room.TickRate, MaxPlayers = Slot.Value + 1, WishSpeed = Room.WishSpeed };
        var world = new PredictedWorld(game, options, map);
        if (world.Schema.Hash == codes.Schema.Hash)
            Prediction = new AvatarPrediction(world, _commands);
        else
            world.Dispose();
    }

    private Map? FindMap()
    {
        if (ReceivedMap?.Hash == Room.MapHash)
            return ReceivedMap;

        foreach (var map in _options.Maps)
        {
            if (map.Hash == Room.MapHash)
                return map;
        }

        return null;
    }

    private void EndPrediction()
    {
        Prediction?.Dispose();
        Prediction = null;
    }

    /// <summary>A tick has one command: where the clock has gone back, the one that was sent for it goes again.</summary>
    private void Predict(ref PlayerCommand command)
    {
        if (_options.Games is null)
            return;

        if (_commands.TryGet(command.Tick, out var sent))
            command = sent;
        _commands.Put(in command);
        Prediction?.Follow(command.Tick);
    }

    private void Reconcile()
    {
        if (Prediction?.Reconcile(Picture, Slot, out var correction) != true)
            return;

        Corrections.Add(in correction);
        Net?.Correct();
    }
}
