using Ecs.Simulation.Components;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Testing.Games;

/// <summary>What an avatar of the lookout has that not everybody may know: declared here and nowhere else.</summary>
internal struct Purse : IComponent<Purse>
{
    /// <summary>For everybody who sees the avatar.</summary>
    [Replicated(ValueBits = 3)]
    public byte Banner;

    /// <summary>For its owner.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public int Coins;

    /// <inheritdoc cref="Coins"/>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public long Debt;

    /// <summary>For its team.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Team)]
    public ushort Plan;

    /// <summary>For its team: ticks that nobody but its owner sees the avatar.</summary>
    [Replicated(ValueBits = 6, Audience = Audience.Team, Predictor = Predictor.CountsDown)]
    public ushort HidesTicks;

    public static void Visit<TVisitor>(ref Purse component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Banner), ref component.Banner);
        visitor.Field(nameof(Coins), ref component.Coins);
        visitor.Field(nameof(Debt), ref component.Debt);
        visitor.Field(nameof(Plan), ref component.Plan);
        visitor.Field(nameof(HidesTicks), ref component.HidesTicks);
    }
}
