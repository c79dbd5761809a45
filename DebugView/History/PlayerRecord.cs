using Ecs.DebugView.Frames;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.History;

/// <summary>A player of a frame as plain numbers; the name is a number in a list of names.</summary>
internal struct PlayerRecord
{
    public ulong Avatar;
    public long BytesOut;
    public int Slot;
    public int Name;
    public int IsBot;
    public int RoundTripMilliseconds;
    public int LossPerMille;
    public uint Acknowledged;
    public int Held;

    public static PlayerRecord Of(in FramePlayer player, int name) => new()
    {
        Avatar = player.Avatar.Value,
        BytesOut = player.BytesOut,
        Slot = player.Slot.Value,
        Name = name,
        IsBot = player.IsBot ? 1 : 0,
        RoundTripMilliseconds = player.RoundTripMilliseconds,
        LossPerMille = player.LossPerMille,
        Acknowledged = player.Acknowledged.Value,
        Held = player.Held,
    };

    public readonly FramePlayer ToPlayer(string name) => new(new PlayerSlot((ushort)Slot), new EntityId(Avatar), name)
    {
        IsBot = IsBot != 0,
        RoundTripMilliseconds = RoundTripMilliseconds,
        LossPerMille = LossPerMille,
        BytesOut = BytesOut,
        Acknowledged = new Tick(Acknowledged),
        Held = Held,
    };
}
