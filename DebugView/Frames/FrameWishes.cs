using Ecs.Simulation.Values;

namespace Ecs.DebugView.Frames;

/// <summary>What the window would like to have in the next frames. The window writes, whoever fills frames reads.</summary>
public sealed class FrameWishes
{
    private ulong _selected;
    private bool _wantsCells;
    private bool _wantsStocks;
    private int _room;
    private int _player = PlayerSlot.None.Value;

    /// <summary>The entity whose components are wanted; none for nobody's.</summary>
    public EntityId Selected
    {
        get => new(Volatile.Read(ref _selected));
        set => Volatile.Write(ref _selected, value.Value);
    }

    /// <summary>The player whose view and bytes are wanted; none for nobody's view and everybody's bytes.</summary>
    public PlayerSlot Player
    {
        get => new((ushort)Volatile.Read(ref _player));
        set => Volatile.Write(ref _player, value.Value);
    }

    public bool WantsCells
    {
        get => Volatile.Read(ref _wantsCells);
        set => Volatile.Write(ref _wantsCells, value);
    }

    public bool WantsStocks
    {
        get => Volatile.Read(ref _wantsStocks);
        set => Volatile.Write(ref _wantsStocks, value);
    }

    /// <summary>Which room of the server, by the order of opening.</summary>
    public int Room
    {
        get => Volatile.Read(ref _room);
        set => Volatile.Write(ref _room, value);
    }
}
