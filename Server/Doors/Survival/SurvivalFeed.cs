using System.Runtime.InteropServices;
using Ecs.Protocol;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Survival;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Server.Doors.Survival;

/// <summary>
/// What the clients of the survival door are told of their room: happenings at once, players ten times a second, objects as they
/// come into view. Only what lies within 1,920 by 1,080 units about a player is told.
/// </summary>
internal sealed class SurvivalFeed(Room room, SurvivalWriter writer, int updatesPerSecond)
{
    private const int PlayerScale = 35;
    private const int DamageText = 1;  // the kind of floating text
    private const int FirstWeapon = 0;

    /// <summary>Of a line of the operator's: as many as the longest has.</summary>
    private const int SpokenParts = (Limits.ChatCodePoints + SurvivalWriter.ChatLimit - 1) / SurvivalWriter.ChatLimit;

    private const int RankedPlayers = 10;
    private const int LeaderboardSeconds = 1;

    private static readonly Fixed HalfWidth = Fixed.FromInt(1920 / 2);
    private static readonly Fixed HalfHeight = Fixed.FromInt(1080 / 2);

    private readonly int _updateTicks = Math.Max(1, room.Options.TickRate / updatesPerSecond);
    private readonly int _leaderboardTicks = room.Options.TickRate * LeaderboardSeconds;
    private readonly List<int> _gone = [];
    private readonly List<SeenPlayer> _players = [];
    private readonly List<SeenPlayer> _dead = [];
    private readonly List<(int Sid, int Points, int Kills)> _ranking = [];
    private readonly List<(int Sid, int Points, int Kills)> _told = [];
    private List<SeenObject> _objects = [];
    private List<SeenObject> _objectsBefore = [];
    private string[] _ids = [];
    private EntityId[] _idOwners = [];
    private long _ticks;

    public bool IsDead(SurvivalGuest client) =>
        client.Seat is { State: SeatState.Playing } seat && room.World.TryRead(seat.Avatar, out Health health) && !health.IsAlive;

    public void Replicate(List<SurvivalGuest> clients)
    {
        if (clients.Count == 0)
            return;
        TellNotices(clients);
        if (!room.HasRun)
            return;
        _ticks++;
        var isUpdate = _ticks % _updateTicks == 0;
        Look();
        NameClients(clients);
        TellGone(clients);
        foreach (var client in CollectionsMarshal.AsSpan(clients))
            Welcome(client);
        TellEvents(clients);
        var isNewRanking = _ticks % _leaderboardTicks == 0 && HasNewRanking();
        foreach (var client in CollectionsMarshal.AsSpan(clients))
        {
            if (!client.IsIn)
                continue;
            if (isUpdate && FindOwn(client) is { } own)
                UpdateView(client, own);
            if (isNewRanking)
                SendLeaderboard(client);
        }
    }

    /// <summary>Takes down who and what there is to see after this tick.</summary>
    private void Look()
    {
        _players.Clear();
        _dead.Clear();
        var (objects, newest) = (0, 0);
        foreach (ref readonly var entity in room.View.Entities)
        {
            if (entity.Kind == EntityKind.Avatar)
            {
                NameAvatar(entity);
                var isAlive = (entity.Flags & EntityFlags.Alive) != 0;
                (isAlive ? _players : _dead).Add(SeenAs(entity));
            }
            else if (entity.Kind == EntityKind.Scenery)
            {
                objects++;
                newest = Math.Max(newest, (int)entity.Id.Value);
            }
        }

        // Ids only grow, so what there is has changed exactly when there is a newer one, or when there are fewer.
        _gone.Clear();
        if (objects != _objects.Count || (objects != 0 && newest != _objects[^1].Sid))
            LookAtObjects();
    }

    private void LookAtObjects()
    {
        (_objects, _objectsBefore) = (_objectsBefore, _objects);
        _objects.Clear();
        foreach (ref readonly var entity in room.View.Entities)
        {
            if (entity.Kind == EntityKind.Scenery)
                _objects.Add(new SeenObject((int)entity.Id.Value, entity.X, entity.Y, entity.HalfWidth, entity.Variant));
        }

        _objects.Sort(static (left, right) => left.Sid.CompareTo(right.Sid)); // The view's order means nothing.
        var next = 0;
        foreach (var before in _objectsBefore)
        {
            while (next < _objects.Count && _objects[next].Sid < before.Sid)
                next++;
            if (next == _objects.Count || _objects[next].Sid != before.Sid)
                _gone.Add(before.Sid);
        }
    }

    private void TellGone(List<SurvivalGuest> clients)
    {
        foreach (var sid in _gone)
        {
            foreach (var client in CollectionsMarshal.AsSpan(clients))
            {
                if (client.Known.ForgetObject(sid))
                    client.Connection.Send(writer.Numbers(SurvivalServerPacket.ObjectGone, sid));
            }
        }
    }

    private SeenPlayer SeenAs(in EntityState entity)
    {
        room.World.TryRead(entity.Id, out Holdings holdings);
        return new SeenPlayer(
            entity.Slot.Value, entity.X, entity.Y, entity.Aim, entity.Health, entity.MaxHealth, PlayerScale, holdings.Weapon, holdings.Item);
    }

    /// <summary>Whoever comes through another door has an id, too: that of the avatar.</summary>
    private void NameAvatar(in EntityState entity)
    {
        int sid = entity.Slot.Value;
        if (sid >= _ids.Length)
        {
            Array.Resize(ref _ids, sid + 16);
            Array.Resize(ref _idOwners, sid + 16);
        }

        if (_idOwners[sid] != entity.Id)
        {
            _idOwners[sid] = entity.Id;
            _ids[sid] = $"e{entity.Id.Value}";
        }
    }

    private void NameClients(List<SurvivalGuest> clients)
    {
        foreach (var client in CollectionsMarshal.AsSpan(clients))
        {
            if (client.Seat is { State: SeatState.Playing } seat)
                _ids[seat.Slot.Value] = client.Id;
        }
    }

    /// <summary>Tells a client whose avatar has just been born that it is in.</summary>
    private void Welcome(SurvivalGuest client)
    {
        if (client.IsIn || client.Seat is not { State: SeatState.Playing } seat)
            return;
        client.IsIn = true;
        client.Known.Expect(_objects.Count);
        seat.TryAct(new PlayerAction(PlayerActionCode.Ready, 0, 0)); // This client asks when it wants to come back.
        TellIn(client);
        if (_told.Count != 0)
            SendLeaderboard(client);
    }

    private void TellIn(SurvivalGuest client)
    {
        int sid = client.Seat!.Slot.Value;
        client.Connection.Send(writer.Numbers(SurvivalServerPacket.Welcome, sid));
        if (FindOwn(client) is not { } own)
            return;
        client.Known.Learn(sid, client.Id);
        client.Connection.Send(writer.AddPlayer(client.Id, own, NameOf(sid), isYou: true));

        // A client offers walls and mills of its own accord; here is one weapon, and nothing to build.
        client.Connection.Send(writer.ActionBar([FirstWeapon], areWeapons: true));
        client.Connection.Send(writer.ActionBar([], areWeapons: false));
        UpdateView(client, own);
    }

    /// <summary>The client's own player, alive or where it died.</summary>
    private SeenPlayer? FindOwn(SurvivalGuest client)
    {
        int sid = client.Seat!.Slot.Value;
        return Find(CollectionsMarshal.AsSpan(_players), sid) ?? Find(CollectionsMarshal.AsSpan(_dead), sid);
    }

    private static SeenPlayer? Find(ReadOnlySpan<SeenPlayer> players, int sid)
    {
        foreach (ref readonly var player in players)
        {
            if (player.Sid == sid)
                return player;
        }

        return null;
    }

    private void TellNotices(List<SurvivalGuest> clients)
    {
        foreach (ref readonly var notice in room.Notices.All)
        {
            if (notice.Kind is not (RoomNoticeKind.Chat or RoomNoticeKind.ServerChat))
                continue;
            var text = room.Notices.TextOf(notice).Span;
            var parts = notice.Kind == RoomNoticeKind.ServerChat ? SpokenParts : 1;
            foreach (var client in CollectionsMarshal.AsSpan(clients))
            {
                // Who has no body here speaks through everybody's own.
                if (client.IsIn)
                    Say(client, (notice.Slot.IsNone ? client.Seat!.Slot : notice.Slot).Value, text, parts);
            }
        }
    }

    /// <summary>Sends a text as chat, in as many parts as it takes up to a limit; gives how many those were.</summary>
    public int Say(SurvivalGuest client, int sid, ReadOnlySpan<char> text, int limit)
    {
        var parts = 0;
        for (; !text.IsEmpty && parts < limit; parts++)
        {
            var part = TextCut.Fit(text, SurvivalWriter.ChatLimit, int.MaxValue);
            client.Connection.Send(writer.Chat(sid, part));
            text = text[part.Length..];
        }

        return parts;
    }

    private void TellEvents(List<SurvivalGuest> clients)
    {
        foreach (ref readonly var happened in room.World.Events)
        {
            foreach (var client in CollectionsMarshal.AsSpan(clients))
            {
                if (client.IsIn)
                    TellEvent(client, happened);
            }
        }
    }

    private void TellEvent(SurvivalGuest client, in WorldEvent happened)
    {
        int sid = happened.Slot.Value;
        var isOwn = happened.Slot == client.Seat!.Slot;
        switch (happened.Kind)
        {
            case WorldEventKind.Swung when client.Known.PlayerAt(sid) is not null:
                client.Connection.Send(writer.Attack(sid, happened.Struck > 0, happened.Weapon));
                break;
            case WorldEventKind.Shaken when client.Known.KnowsObject((int)happened.Subject.Value):
                client.Connection.Send(writer.Wiggle(happened.Direction, (int)happened.Subject.Value));
                break;
            case WorldEventKind.Hit:
                if (client.Known.PlayerAt(sid) is not null)
                    client.Connection.Send(writer.Numbers(SurvivalServerPacket.Health, sid, happened.HitPointsLeft));
                if (happened.Other == client.Seat.Slot && room.World.TryRead(happened.Subject, out Position place))
                    client.Connection.Send(writer.FloatingText(place.X, place.Y, happened.HitPointsLost, DamageText));
                break;
            case WorldEventKind.Died:
                TellDeath(client, happened, isOwn);
                break;
            case WorldEventKind.Respawned when isOwn:
                TellIn(client);
                break;
            case WorldEventKind.Respawned when client.Known.PlayerAt(sid) is not null && room.World.TryRead(happened.Subject, out Health whole):
                // Back between two updates, the player was never taken leave of: who saw the death must see its end.
                client.Connection.Send(writer.Numbers(SurvivalServerPacket.Health, sid, whole.Current));
                break;
            case WorldEventKind.ResourceChanged when isOwn:
                client.Connection.Send(writer.OwnValue(NameOf((Resource)happened.Resource), happened.Amount));
                break;
        }
    }

    private void TellDeath(SurvivalGuest client, in WorldEvent happened, bool isOwn)
    {
        if (isOwn)
        {
            client.ReleaseKeys();
            client.Connection.Send(writer.Plain(SurvivalServerPacket.Died));
        }
        else if (happened.Other == client.Seat!.Slot && room.World.TryRead(client.Seat.Avatar, out Score score))
        {
            client.Connection.Send(writer.OwnValue("kills", score.Kills));
        }
    }

    /// <summary>Who has come into view is introduced, who has left it is taken leave of, and the rest has moved.</summary>
    private void UpdateView(SurvivalGuest client, in SeenPlayer self)
    {
        ShowObjects(client, self);
        ReadOnlySpan<SeenPlayer> players = CollectionsMarshal.AsSpan(_players);
        for (var sid = 0; sid < client.Known.PlayerLimit; sid++)
        {
            if (sid != self.Sid && client.Known.PlayerAt(sid) is { } id && !IsStillSeen(sid, id, self, players))
            {
                client.Known.Forget(sid);
                client.Connection.Send(writer.Text(SurvivalServerPacket.RemovePlayer, id));
            }
        }

        var visible = 0;
        foreach (ref readonly var player in players)
        {
            if (!IsInView(self, player.X, player.Y, Fixed.Zero))
                continue;
            visible++;
            if (client.Known.PlayerAt(player.Sid) is null)
            {
                client.Known.Learn(player.Sid, _ids[player.Sid]);
                client.Connection.Send(writer.AddPlayer(_ids[player.Sid], player, NameOf(player.Sid), isYou: player.Sid == self.Sid));
            }
        }

        writer.BeginPlayers(visible);
        foreach (ref readonly var player in players)
        {
            if (IsInView(self, player.X, player.Y, Fixed.Zero))
                writer.Add(player);
        }

        client.Connection.SendLatest(writer.Packet);
    }

    private bool IsStillSeen(int sid, string id, in SeenPlayer self, ReadOnlySpan<SeenPlayer> players) =>
        _ids[sid] == id && Find(players, sid) is { } player && IsInView(self, player.X, player.Y, Fixed.Zero);

    private void ShowObjects(SurvivalGuest client, in SeenPlayer self)
    {
        var count = 0;
        foreach (ref readonly var thing in CollectionsMarshal.AsSpan(_objects))
            count += IsNew(client, thing, self) ? 1 : 0;
        if (count == 0)
            return;
        writer.BeginObjects(count);
        foreach (ref readonly var thing in CollectionsMarshal.AsSpan(_objects))
        {
            if (IsNew(client, thing, self))
            {
                client.Known.LearnObject(thing.Sid);
                writer.Add(thing);
            }
        }

        client.Connection.Send(writer.Packet);
    }

    private static bool IsNew(SurvivalGuest client, in SeenObject thing, in SeenPlayer self) =>
        IsInView(self, thing.X, thing.Y, thing.Radius) && !client.Known.KnowsObject(thing.Sid);

    private static bool IsInView(in SeenPlayer self, Fixed x, Fixed y, Fixed radius) =>
        Fixed.Abs(x - self.X) <= HalfWidth + radius && Fixed.Abs(y - self.Y) <= HalfHeight + radius;

    /// <summary>The best ten by points, then kills, then the lower sid; whether they are not those that were told last.</summary>
    private bool HasNewRanking()
    {
        _ranking.Clear();
        foreach (ref readonly var entity in room.View.Entities)
        {
            if (entity.Kind == EntityKind.Avatar && room.World.TryRead(entity.Id, out Holdings holdings))
                _ranking.Add((entity.Slot.Value, holdings.Points, entity.Kills));
        }

        _ranking.Sort(static (left, right) =>
            left.Points != right.Points ? right.Points.CompareTo(left.Points)
            : left.Kills != right.Kills ? right.Kills.CompareTo(left.Kills)
            : left.Sid.CompareTo(right.Sid));
        if (_ranking.Count > RankedPlayers)
            _ranking.RemoveRange(RankedPlayers, _ranking.Count - RankedPlayers);
        if (CollectionsMarshal.AsSpan(_ranking).SequenceEqual(CollectionsMarshal.AsSpan(_told)))
            return false;
        _told.Clear();
        _told.AddRange(_ranking);
        return true;
    }

    private void SendLeaderboard(SurvivalGuest client)
    {
        writer.BeginLeaderboard(_told.Count);
        foreach ((var sid, var points, _) in _told)
            writer.AddRow(sid, NameOf(sid), points);
        client.Connection.Send(writer.Packet);
    }

    private ReadOnlySpan<char> NameOf(int sid) => TextCut.Fit(room.NameOf(new PlayerSlot((ushort)sid)), SurvivalWriter.NameLimit, int.MaxValue);

    private static string NameOf(Resource resource) => resource switch
    {
        Resource.Wood => "wood",
        Resource.Food => "food",
        Resource.Stone => "stone",
        _ => "points",
    };
}
