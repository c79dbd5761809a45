using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Systems;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>A shooting range: bodies of two units, strokes that reach three before the avatar, and as far a sight as asked for.</summary>
internal sealed class RangeMode(GameRules rules) : IGameMode, IMeleeMode
{
    public const int Damage = 5;

    public GameRules Rules => rules;

    public bool FriendlyFire => true;

    public MeleeRules Melee => new(Fixed.FromInt(3), HalfCone, HalfCone);

    private static int HalfCone => 1 << 29; // the cosine of 60 degrees

    public bool MayStandAt(Fixed x, Fixed y) => true;

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        var store = world.Store;
        store.Get<Box>(avatar) = new Box { HalfWidth = Fixed.One, HalfHeight = Fixed.One };
        store.Get<Health>(avatar) = new Health { Current = 100, Max = 100 };
        store.Get<Mobility>(avatar).Speed = Fixed.One;
        store.Get<Weapon>(avatar) = new Weapon { Damage = Damage, CooldownTicks = 10, CooldownLeft = 1 };
    }

    public void Direct(GameWorld world)
    {
    }

    public void Judge(GameWorld world) => MeleeSystem.Swing(world, this);

    public int HeldWeapon(GameWorld world, Entity avatar) => 0;

    public void Gather(GameWorld world, Entity avatar, int obstacle, Angle direction)
    {
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
    }
}
