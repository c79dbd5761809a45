using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Games.Waves;

/// <summary>Who flies which of a game's few ships. Sets of ships are bits: ship n is bit n - 1.</summary>
internal static class ShipSystem
{
    /// <summary>0 for no ship.</summary>
    public static byte Bit(byte number) => (byte)(number == 0 ? 0 : 1 << (number - 1));

    public static byte MannedShips(GameWorld world)
    {
        byte manned = 0;
        foreach (var avatar in world.Seats)
            manned |= Bit(world.Store.Get<Ship>(avatar).Number);

        return manned;
    }

    public static byte ReadyShips(GameWorld world)
    {
        byte ready = 0;
        foreach (var avatar in world.Seats)
        {
            ref readonly var ship = ref world.Store.Get<Ship>(avatar);
            ready |= ship.IsReady ? Bit(ship.Number) : (byte)0;
        }

        return ready;
    }

    /// <summary>Those without health.</summary>
    public static byte FallenShips(GameWorld world)
    {
        byte fallen = 0;
        foreach (var avatar in world.Seats)
            fallen |= world.Store.Get<Health>(avatar).IsAlive ? (byte)0 : Bit(world.Store.Get<Ship>(avatar).Number);

        return fallen;
    }

    public static bool TryFind(GameWorld world, byte number, out Entity ship)
    {
        foreach (var avatar in world.Seats)
        {
            if (world.Store.Get<Ship>(avatar).Number == number)
            {
                ship = avatar;
                return true;
            }
        }

        ship = default;
        return false;
    }

    /// <summary>People without a ship; bots do not count.</summary>
    public static int PeopleWaiting(GameWorld world)
    {
        var people = 0;
        foreach (var avatar in world.Seats)
            people += world.Store.Get<Ship>(avatar).Number == 0 && !world.Store.Get<Player>(avatar).IsBot ? 1 : 0;

        return people;
    }

    /// <summary>Of the bots with a ship the one that came last; ids rise with time, seats do not.</summary>
    public static bool TryFindNewestBot(GameWorld world, out Entity newest)
    {
        newest = default;
        var last = EntityId.None;
        foreach (var avatar in world.Seats)
        {
            var id = world.Store.Get<Identity>(avatar).Id;
            if (world.Store.Get<Ship>(avatar).Number != 0 && world.Store.Get<Player>(avatar).IsBot && (last.IsNone || id.CompareTo(last) > 0))
                (last, newest) = (id, avatar);
        }

        return !last.IsNone;
    }

    /// <summary>Of those without a ship the one who came first, people before bots.</summary>
    public static bool TryFindLongestWaiting(GameWorld world, out Entity longest)
    {
        longest = default;
        var first = (IsBot: true, Id: EntityId.None);
        foreach (var avatar in world.Seats)
        {
            if (world.Store.Get<Ship>(avatar).Number != 0)
                continue;

            var other = (world.Store.Get<Player>(avatar).IsBot, world.Store.Get<Identity>(avatar).Id);
            var isEarlier = other.IsBot == first.IsBot ? other.Id.CompareTo(first.Id) < 0 : first.IsBot;
            if (first.Id.IsNone || isEarlier)
                (first, longest) = (other, avatar);
        }

        return !first.Id.IsNone;
    }
}
