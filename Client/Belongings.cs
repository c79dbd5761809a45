using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Worlds;

namespace Ecs.Client;

/// <summary>What the client's own avatar carries, where the game has slots for that.</summary>
public sealed class Belongings
{
    private readonly CarriedThing[] _things = new CarriedThing[Limits.CarrySlots];
    private int _count;

    /// <summary>How many slots there are; 0 where nothing is carried, and as long as the server has not said it.</summary>
    public int Slots { get; private set; }

    /// <summary>In the order of their slots; those that are empty are left out.</summary>
    public ReadOnlySpan<CarriedThing> Things => _things.AsSpan(0, _count);

    /// <summary>Grows with every change, so that a list on a screen knows when to draw itself anew.</summary>
    public int Version { get; private set; }

    internal void Put(in Carried carried)
    {
        Slots = carried.Slots;
        _count = carried.Things.CopyTo(_things);
        Version++;
    }

    internal void Clear()
    {
        Slots = _count = 0;
        Version++;
    }
}
