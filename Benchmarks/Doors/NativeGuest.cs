using System.Net;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Simulation;
using Ecs.Simulation.Games;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Benchmarks.Doors;

/// <summary>A bot behind the native wire in the room of a door: sees whoever comes through it, and is seen.</summary>
internal sealed class NativeGuest : IDisposable
{
    private readonly GameClient _client;
    private readonly Dictionary<PlayerSlot, EntityState> _seen = [];
    private readonly HashSet<PlayerSlot> _moving = [];
    private readonly List<string> _lines = [];

    /// <param name="server">The native door.</param>
    /// <param name="name">As others see it, when it is free.</param>
    /// <param name="room">A room's name or a mode's.</param>
    /// <param name="pilot">Who decides what it does; null for the bot of the room's mode.</param>
    public NativeGuest(IPEndPoint server, string name, string room, IPilot? pilot = null)
    {
        _client = new GameClient(new UdpTransport(server), new ClientOptions { Name = name, Room = room }, TimeProvider.System)
        {
            Pilot = pilot ?? new BotPilot(new GameTable().AddShipped(), seed: 1),
        };
        _client.Connect();
    }

    public bool IsInRoom => _client.IsInRoom;

    /// <summary>What people said.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Avatars that it sees, its own included.</summary>
    public int AvatarsSeen => Count(EntityKind.Avatar);

    public int Count(EntityKind kind)
    {
        var count = 0;
        foreach (ref readonly var entity in _client.View.Entities)
            count += entity.Kind == kind ? 1 : 0;

        return count;
    }

    /// <summary>Whether it has ever seen the player of this name in two places.</summary>
    public bool HasSeenMove(string name) => TryFind(name, out var slot) && _moving.Contains(slot);

    /// <summary>Where it last saw the player of this name, in world units; null before.</summary>
    public (double X, double Y)? PlaceOf(string name) =>
        TryFind(name, out var slot) && _seen.TryGetValue(slot, out var entity)
            ? (entity.X.Raw / (double)Fixed.RawPerUnit, entity.Y.Raw / (double)Fixed.RawPerUnit)
            : null;

    public void Say(string text) => _client.Say(text);

    public void Update()
    {
        _client.Update();
        while (_client.Events.TryTake(out _))
        {
            // Taken so that the queue is as empty as a real player's.
        }

        while (_client.Chat.TryTake(out var line))
            _lines.Add(line.Text);

        foreach (ref readonly var entity in _client.View.Entities)
        {
            if (entity.Kind == EntityKind.Avatar)
                Note(entity);
        }
    }

    public void Dispose()
    {
        _client.Leave();
        _client.Dispose();
    }

    private void Note(in EntityState avatar)
    {
        if (_seen.TryGetValue(avatar.Slot, out var before) && (before.X != avatar.X || before.Y != avatar.Y))
            _moving.Add(avatar.Slot);

        _seen[avatar.Slot] = avatar;
    }

    private bool TryFind(string name, out PlayerSlot slot)
    {
        foreach (ref readonly var player in _client.Roster.Players)
        {
            if (player.Name == name)
            {
                slot = player.Slot;
                return true;
            }
        }

        slot = PlayerSlot.None;
        return false;
    }
}
