using Arch.Core;

namespace Ecs.StandIns.Tests.Arch;

internal record struct Small(int Value);

internal record struct Wide(long Value, long Twice);

internal sealed record Boxed(int Value);

internal record struct Mixed(string Text, int Value);

internal struct Tag;

/// <summary>One component type of the model, with every operation on it; its values are numbers.</summary>
internal abstract class ModelComponent
{
    public abstract ComponentType Type { get; }

    /// <summary>What a number becomes when it went through the component: a tag forgets it.</summary>
    public virtual int Kept(int value) => value;

    public abstract void Add(World world, Entity entity, int value);

    public abstract void Set(World world, Entity entity, int value);

    public abstract void Remove(World world, Entity entity);

    public abstract bool Has(World world, Entity entity);

    public abstract int Get(World world, Entity entity);

    public abstract int? TryGet(World world, Entity entity);

    public abstract int AddOrGet(World world, Entity entity, int value);

    public abstract int GetInChunk(Chunk chunk, int row);
}

internal class ModelComponent<T>(Func<int, T> make, Func<T?, int> read) : ModelComponent
{
    public override ComponentType Type => Component<T>.ComponentType;

    public override void Add(World world, Entity entity, int value) => world.Add(entity, make(value));

    public override void Set(World world, Entity entity, int value) => world.Set(entity, make(value));

    public override void Remove(World world, Entity entity) => world.Remove<T>(entity);

    public override bool Has(World world, Entity entity) => world.Has<T>(entity);

    public override int Get(World world, Entity entity) => read(world.Get<T>(entity));

    public override int? TryGet(World world, Entity entity) => world.TryGet(entity, out T? found) ? read(found) : null;

    public override int AddOrGet(World world, Entity entity, int value) => read(world.AddOrGet(entity, make(value)));

    public override int GetInChunk(Chunk chunk, int row) => read(chunk.GetSpan<T>()[row]);
}

internal sealed class ModelTag() : ModelComponent<Tag>(_ => default, _ => 0)
{
    public override int Kept(int value) => 0;
}
