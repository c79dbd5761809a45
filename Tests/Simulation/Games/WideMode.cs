using Arch.Core;
using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Games;

/// <summary>
/// A game with components of its own, as many as a test wants: every tick adds one to a field of one of them, one after the
/// other.
/// </summary>
/// <param name="worn">What avatars have.</param>
internal sealed class WideMode(ComponentEntry[] worn) : IGameMode
{
    public GameRules Rules { get; } = new() { AvatarComponents = worn };

    /// <summary>So many components called Number0, Number1 and so on, with an int each.</summary>
    public static ComponentEntry[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(static index => (ComponentEntry)Activator.CreateInstance(
        typeof(ComponentEntry<>).MakeGenericType(typeof(Number<,>).MakeGenericType(Digits[index / Digits.Length], Digits[index % Digits.Length])),
        $"Number{index}")!)];

    public static GameEntry Game(int components)
    {
        var numbers = Numbers(components);
        return new GameEntry("wide", (_, _) => new WideMode(numbers), WanderBot.Decide);
    }

    public bool MayStandAt(Fixed x, Fixed y) => true;

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        world.Store.Get<Box>(avatar) = new Box { HalfWidth = Fixed.One, HalfHeight = Fixed.One };
        world.Store.Get<Health>(avatar) = new Health { Current = 1, Max = 1 };
    }

    public void Direct(GameWorld world)
    {
        var adder = default(Adder);
        if (worn.Length == 0)
            return;

        foreach (var avatar in world.Seats)
            worn[world.Tick.Value % worn.Length].Visit(world.Store, avatar, ref adder);
    }

    public void Judge(GameWorld world)
    {
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
    }

    private static readonly Type[] Digits =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(nint), typeof(nuint), typeof(float), typeof(double), typeof(decimal), typeof(char), typeof(bool), typeof(Guid), typeof(Half),
    ];

    private readonly struct Adder : IFieldVisitor
    {
        public void Field<T>(string name, ref T value)
            where T : unmanaged
        {
            if (value is int number)
                value = (T)(object)(number + 1);
        }
    }

    private struct Number<TTens, TOnes> : IComponent<Number<TTens, TOnes>>
    {
        public int Value;

        public static void Visit<TVisitor>(ref Number<TTens, TOnes> component, ref TVisitor visitor)
            where TVisitor : struct, IFieldVisitor, allows ref struct => visitor.Field(nameof(Value), ref component.Value);
    }
}
