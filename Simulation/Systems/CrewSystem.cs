using Arch.Core;
using Ecs.Simulation.Components;

namespace Ecs.Simulation.Systems;

/// <summary>Who flies which of a game's few ships. Sets of ships are bits: ship n is bit n - 1.</summary>
internal static class CrewSystem
{
    /// <summary>0 for no ship.</summary>
    public static byte Bit(byte number) => (byte)(number == 0 ? 0 : 1 << (number - 1));

    public static byte MannedShips(GameWorld world)
    {
        byte manned = 0;
        foreach (var avatar in world.Seats)
        {
            manned |= Bit(world.Store.Get<Ship>(avatar).Number);
        }

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
        {
            fallen |= world.Store.Get<Health>(avatar).IsAlive ? (byte)0 : Bit(world.Store.Get<Ship>(avatar).Number);
        }

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

    /// <summary>Of those without a ship the one who came first; ids rise with time, seats do not.</summary>
    public static bool TryFindLongestWaiting(GameWorld world, out Entity longest)
    {
        longest = default;
        var first = EntityId.None;
        foreach (var avatar in world.Seats)
        {
            var id = world.Store.Get<Identity>(avatar).Id;
            if (world.Store.Get<Ship>(avatar).Number == 0 && (first.IsNone || id.CompareTo(first) < 0))
            {
                (first, longest) = (id, avatar);
            }
        }

        return !first.IsNone;
    }
}
