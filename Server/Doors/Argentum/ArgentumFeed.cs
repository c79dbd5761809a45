using System.Runtime.InteropServices;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Server.Doors.Argentum;

/// <summary>
/// What the clients are told of the map. Everyone knows of everybody in it; steps and turns are told to those in sight. Who comes
/// into sight elsewhere than where a client believes is told anew, and so is who is not on the tile in sight where a client believes.
/// </summary>
internal sealed class ArgentumFeed
{
    private const int MapNumber = 1;

    /// <summary>Room for a name and a chat line in which each letter takes two units; what the packet has no room for is cut there.</summary>
    private const int LongestLine = 2 * (Limits.ChatCodePoints + Limits.NameCodePoints) + 2;

    private readonly Room _room;
    private readonly ArgentumOptions _options;
    private readonly ServerClock _clock;
    private readonly CharacterIndex _characters;
    private readonly GroundState _ground;
    private readonly PlayerFeed _own;
    private readonly List<ArgentumGuest> _audience = [];
    private readonly ArgentumGuest?[] _bySlot;

    public ArgentumFeed(Room room, ArgentumOptions options, ServerClock clock)
    {
        _room = room;
        _options = options;
        _clock = clock;
        _bySlot = new ArgentumGuest?[room.World.Options.MaxPlayers];
        _characters = new CharacterIndex(room);
        _ground = new GroundState(room.World.Map);
        _own = new PlayerFeed(room, _characters, _bySlot);
    }

    /// <summary>Tells what this tick brought, then lets the newcomers in.</summary>
    public void Replicate(List<ArgentumGuest> clients)
    {
        _audience.Clear();
        Array.Clear(_bySlot);
        foreach (var client in clients)
        {
            if (client.State == ArgentumState.Playing)
            {
                _audience.Add(client);
                _bySlot[client.Seat!.Slot.Value] = client;
            }
        }

        if (_room.HasRun)
        {
            FollowEvents();
            FollowWorld();
            ShowWhatCameIntoSight();
            _ground.Tell(_room, CollectionsMarshal.AsSpan(_audience));
        }

        TellNotices();
        foreach (var client in clients)
        {
            if (client.State == ArgentumState.Entering && client.Seat!.State == SeatState.Playing)
                Welcome(client);
        }
    }

    /// <summary>Where the client's own character is.</summary>
    public void TellPosition(ArgentumGuest client)
    {
        if (RowOf(client) is >= 0 and var row)
        {
            Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
            client.Send(packet[..CharacterPackets.PositionUpdate(packet, _characters[row].X, _characters[row].Y)]);
        }
    }

    /// <summary>What is on a tile, in words.</summary>
    public void TellTile(ArgentumGuest client, byte x, byte y)
    {
        var line = new LineWriter(stackalloc char[PacketWriter.TextLimit]);
        ArgentumTexts.AddNumber(ref line, "=== Tile (", x, ", ");
        ArgentumTexts.AddNumber(ref line, "", y, ") - Mapa ");
        ArgentumTexts.AddNumber(ref line, "", MapNumber, " === | ");
        var row = _characters.RowAt(x, y);
        var item = _ground.ItemAt(x, y);
        line.TryAdd(row >= 0 ? _characters[row].Name : item != 0 ? WareTable.Find(item).Item.Name : "Tile vacio");
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        client.Send(packet[..SessionPackets.ConsoleMessage(packet, line.Text)]);
    }

    private int RowOf(ArgentumGuest client) => client.Seat is { } seat ? _characters.RowOf(seat.Slot) : -1;

    private void FollowEvents()
    {
        foreach (ref readonly var happened in _room.World.Events)
        {
            switch (happened.Kind)
            {
                case WorldEventKind.Stepped when happened.IsRefused:
                    if (_bySlot[happened.Slot.Value] is { } walker)
                        TellPosition(walker);

                    break;
                case WorldEventKind.Stepped when _characters.RowOf(happened.Subject) is >= 0 and var row:
                    var (x, y) = TileMap.Ahead(_characters[row].X, _characters[row].Y, happened.Heading);
                    Step(row, (byte)x, (byte)y, (byte)happened.Heading);
                    if (_bySlot[happened.Slot.Value] is { } stepper)
                        _own.TellStamina(stepper);

                    break;
                case WorldEventKind.Turned when _characters.RowOf(happened.Subject) is >= 0 and var row:
                    Turn(row, (byte)happened.Heading, tellSelf: true);
                    break;
                default:
                    _own.Tell(happened);
                    break;
            }
        }
    }

    /// <summary>Compares the index with the world: comings, goings, and whatever moved without an event.</summary>
    private void FollowWorld()
    {
        foreach (ref readonly var entity in _room.View.Entities)
        {
            if (entity.Kind is EntityKind.Avatar or EntityKind.Creature && _characters.Find(entity, _clock.Now, out _) is >= 0 and var row)
                Follow(row, entity);
        }

        for (var row = 0; row < _characters.Count; row++)
        {
            if (!_characters[row].Id.IsNone && _characters[row].SeenAt != _clock.Ticks)
            {
                Hide(row);
                Forget(row);
                _characters.Remove(row, _clock.Now);
            }
        }
    }

    private void Follow(int row, in EntityState entity)
    {
        ref var character = ref _characters[row];
        character.SeenAt = _clock.Ticks;
        var (x, y) = ((byte)entity.X.Round(), (byte)entity.Y.Round());
        var isAlive = (entity.Flags & EntityFlags.Alive) != 0;
        _room.World.TryRead(entity.Id, out TilePace pace);
        if (!isAlive || !character.IsVisible)
        {
            (character.X, character.Y, character.Heading) = (x, y, pace.Heading);
            if (isAlive)
            {
                character.IsVisible = true;
                Show(row);
            }
            else
            {
                Hide(row);
            }

            return;
        }

        if (character.X != x || character.Y != y)
            Step(row, x, y, pace.Heading);
        else if (character.Heading != pace.Heading)
            Turn(row, pace.Heading, tellSelf: false);
    }

    /// <summary>Everyone learns that the character is there.</summary>
    private void Show(int row)
    {
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        var length = CharacterPackets.CharacterCreate(packet, _characters[row]);
        foreach (var client in _audience)
        {
            client.Send(packet[..length]);
            client.Told(row) = ToldPlace.Of(_characters[row]);
            if (RowOf(client) == row)
                TellPosition(client);
        }
    }

    /// <summary>Everyone but its own player learns that the character is not there any more.</summary>
    private void Hide(int row)
    {
        if (!_characters[row].IsVisible)
            return;

        _characters[row].IsVisible = false;
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        var length = CharacterPackets.CharacterRemove(packet, _characters[row].Index);
        foreach (var client in _audience)
        {
            if (RowOf(client) != row)
            {
                client.Send(packet[..length]);
                client.Told(row) = default;
            }
        }
    }

    private void Forget(int row)
    {
        foreach (var client in _audience)
            client.Told(row) = default;
    }

    /// <summary>
    /// Tells the move to those who see where the character goes or where they believe it to be; who believes it elsewhere than
    /// where it came from is told all of it anew.
    /// </summary>
    private void Step(int row, byte x, byte y, byte heading)
    {
        ref var character = ref _characters[row];
        var before = ToldPlace.Of(character);
        (character.X, character.Y, character.Heading) = (x, y, heading);
        if (!character.IsVisible)
            return; // Whoever comes back to life in this tick is shown to everyone.

        var isNextTile = Math.Abs(x - before.X) + Math.Abs(y - before.Y) == 1;
        Span<byte> move = stackalloc byte[PacketWriter.Capacity];
        Span<byte> change = stackalloc byte[PacketWriter.Capacity];
        var moveLength = CharacterPackets.CharacterMove(move, character.Index, x, y);
        var changeLength = CharacterPackets.CharacterChange(change, character);
        foreach (var client in _audience)
        {
            if (RowOf(client) == row)
            {
                client.Told(row) = ToldPlace.Of(character);
                if (!isNextTile)
                    TellPosition(client);
            }
            else if (IsSeenWrongly(client, row))
            {
                ref var told = ref client.Told(row);
                if (isNextTile && told.IsAt(before.X, before.Y))
                {
                    client.Send(move[..moveLength]);
                    if (told.Heading != heading)
                        client.Send(change[..changeLength]);

                    told = ToldPlace.Of(character);
                }
                else
                {
                    Refresh(client, row);
                }
            }
        }
    }

    private void Turn(int row, byte heading, bool tellSelf)
    {
        _characters[row].Heading = heading;
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        var length = CharacterPackets.CharacterChange(packet, _characters[row]);
        foreach (var client in _audience)
        {
            var own = RowOf(client);
            if ((own == row && tellSelf) || (own != row && _characters[row].IsVisible && IsInSight(client, _characters[row].X, _characters[row].Y)))
            {
                client.Send(packet[..length]);
                client.Told(row) = client.Told(row) with { Heading = heading };
            }
        }
    }

    /// <summary>Clients that moved see other tiles now; what changed there while they were out of sight is told.</summary>
    private void ShowWhatCameIntoSight()
    {
        foreach (var client in _audience)
        {
            var own = RowOf(client);
            if (own < 0 || client.LooksFrom == (_characters[own].X, _characters[own].Y))
                continue;

            client.LooksFrom = (_characters[own].X, _characters[own].Y);
            for (var row = 0; row < _characters.Count; row++)
            {
                if (row != own && _characters[row].IsVisible && IsSeenWrongly(client, row))
                    Refresh(client, row);
            }
        }
    }

    private void Refresh(ArgentumGuest client, int row)
    {
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        client.Send(packet[..CharacterPackets.CharacterCreate(packet, _characters[row])]);
        client.Told(row) = ToldPlace.Of(_characters[row]);
    }

    /// <summary>
    /// Whether what the client believes is wrong in its sight: the character is there otherwise than the client was told, or the
    /// client sees it where it is not.
    /// </summary>
    private bool IsSeenWrongly(ArgentumGuest client, int row)
    {
        var told = client.Told(row);
        var place = ToldPlace.Of(_characters[row]);
        return told != place && (IsInSight(client, place.X, place.Y) || IsInSight(client, told.X, told.Y));
    }

    /// <summary>As seen from where the client looks: when it has moved in this tick, what is in sight from there comes last.</summary>
    private bool IsInSight(ArgentumGuest client, byte x, byte y) =>
        Math.Abs(client.LooksFrom.X - x) <= _options.Sight && Math.Abs(client.LooksFrom.Y - y) <= _options.Sight;

    private void TellNotices()
    {
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        var line = new LineWriter(stackalloc char[LongestLine]);
        foreach (ref readonly var notice in _room.Notices.All)
        {
            if (notice.Kind is not (RoomNoticeKind.Chat or RoomNoticeKind.ServerChat))
                continue; // Comings and goings are seen; what the rules announce has its own words here.

            line.CutTo(0);
            if (notice.Kind == RoomNoticeKind.Chat)
            {
                line.TryAdd(notice.Name);
                line.TryAdd(": ");
            }

            line.TryAdd(_room.Notices.TextOf(notice).Span);
            var length = SessionPackets.ConsoleMessage(packet, line.Text);
            foreach (var client in _audience)
                client.Send(packet[..length]);
        }
    }

    /// <summary>Everything that a client needs before it shows the map, in the order of the original server.</summary>
    private void Welcome(ArgentumGuest client)
    {
        var own = RowOf(client);
        if (own < 0)
            return; // The characters learns of the avatar with the next tick that the world runs.

        client.State = ArgentumState.Playing;
        ref readonly var self = ref _characters[own];
        var avatar = client.Seat!.Avatar;
        _room.World.TryRead(avatar, out Character character);
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        client.Send(packet[..SessionPackets.Logged(packet, character.Class)]);
        client.Send(packet[..SessionPackets.UserCharIndexInServer(packet, self.Index)]);
        client.Send(packet[..SessionPackets.ChangeMap(packet, MapNumber, version: 0)]);
        _own.Greet(client);
        client.Send(packet[..CharacterPackets.CharacterCreate(packet, self, fx: 3, loops: 1)]);
        TellPosition(client);
        client.Send(packet[..CharacterPackets.CreateFx(packet, self.Index, fx: 1, loops: 1)]);
        client.Send(packet[..CharacterPackets.CharacterCreate(packet, self)]);
        for (var row = 0; row < _characters.Count; row++)
        {
            if (row != own && _characters[row].IsVisible)
                Refresh(client, row);
        }

        Refresh(client, own);
        client.LooksFrom = (self.X, self.Y);
        _own.TellInventory(client, slot: 0);
        foreach (var line in ArgentumTexts.Welcome)
            client.Send(packet[..SessionPackets.ConsoleMessage(packet, line)]);

        _ground.Show(client);
    }
}
