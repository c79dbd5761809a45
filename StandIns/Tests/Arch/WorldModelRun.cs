using Arch.Core;

namespace Ecs.StandIns.Tests.Arch;

/// <summary>One random history of a world beside its model.</summary>
internal sealed class WorldModelRun : IDisposable
{
    private const int AllComponents = 31;
    private const int Small = 1;
    private const int Wide = 2;
    private const int Boxed = 4;
    private const int Mixed = 8;
    private const int FullComparisonEvery = 1_000;

    private readonly World _world;
    private readonly ArchModel _model;
    private readonly Random _random;
    private readonly int _wantedSize;

    public WorldModelRun(int seed)
    {
        _random = new Random(seed);
        // Chunks of a few entities, so that their borders are crossed all the time.
        _world = World.Create(chunkSizeInBytes: 200, minimumAmountOfEntitiesPerChunk: 1 + _random.Next(6), entityCapacity: 1);
        _model = new ArchModel(_world.Id);
        _wantedSize = 20 + _random.Next(300);
    }

    public void Dispose() => _world.Dispose();

    public void Step(int operation)
    {
        var grow = _random.Next(2 * _wantedSize) > _model.Handles.Count;
        switch (_random.Next(100))
        {
            case < 30 when grow:
                CreateOne();
                break;
            case < 30:
                DestroyOne();
                break;
            case < 45:
                AddOne();
                break;
            case < 60:
                RemoveOne();
                break;
            case < 65:
                ChangeSeveral();
                break;
            case < 80:
                ReadAndWrite();
                break;
            case < 86:
                UseStaleHandle();
                break;
            case < 96:
                CompareQuery();
                break;
            case < 98:
                ChangeWhileWalking();
                break;
            default:
                DoSomethingLarge();
                break;
        }

        Assert.Equal(_model.Handles.Count, _world.Size);
        if (operation % FullComparisonEvery == 0)
            CompareAll();
    }

    public void CompareAll()
    {
        CompareWalk(default, _ => true);
        foreach (var entity in _model.Handles)
        {
            Assert.True(_world.IsAlive(entity));
            CompareEntity(entity);
        }

        foreach (var entity in _model.Dead)
            Assert.False(_world.IsAlive(entity));

        Assert.Equal(_model.Archetypes, _world.Archetypes.Count);
        Assert.True(_world.Capacity >= _world.Size);
    }

    private static (QueryDescription Description, Func<int, bool> Matches) Describe(int all, int any, int none, int exclusive)
    {
        var description = new QueryDescription(
            ArchModel.SignatureOf(all), ArchModel.SignatureOf(any), ArchModel.SignatureOf(none), ArchModel.SignatureOf(exclusive));
        return (description, mask => exclusive != 0
            ? mask == exclusive
            : (mask & all) == all && (any == 0 || (mask & any) != 0) && (mask & none) == 0);
    }

    private Entity Any() => _model.Handles[_random.Next(_model.Handles.Count)];

    private int AnyMask() => _random.Next(AllComponents + 1);

    private int AnyValue() => _random.Next(1_000_000);

    private void CreateOne()
    {
        var value = AnyValue();
        int mask;
        Entity created;
        switch (_random.Next(4))
        {
            case 0:
                mask = Small | Wide;
                created = _world.Create(new Small(value), new Wide(value, 2L * value));
                break;
            case 1:
                mask = Small | Boxed | Mixed;
                created = _world.Create(new Small(value), new Boxed(value), new Mixed($"{value}", value));
                break;
            default:
                mask = AnyMask();
                value = 0;
                created = _world.Create(ArchModel.SignatureOf(mask));
                break;
        }

        var expected = _model.Create(mask);
        Assert.Equal(expected, created);
        for (var i = 0; i < ArchModel.Components.Length; i++)
            _model.Set(expected, i, value);
    }

    private void DestroyOne()
    {
        if (_model.Handles.Count > 0)
        {
            var entity = Any();
            _world.Destroy(entity);
            _model.Destroy(entity);
        }
    }

    private void AddOne()
    {
        if (_model.Handles.Count == 0)
            return;

        var entity = Any();
        var component = _random.Next(ArchModel.Components.Length);
        var value = AnyValue();
        var had = (_model.MaskOf(entity) >> component & 1) != 0;
        if (_random.Next(3) == 0)
        {
            var found = ArchModel.Components[component].AddOrGet(_world, entity, value);
            var expected = had ? _model.ValueOf(entity, component) : ArchModel.Components[component].Kept(value);
            Assert.Equal(expected, found);
            value = had ? _model.ValueOf(entity, component) : value;
        }
        else
        {
            ArchModel.Components[component].Add(_world, entity, value);
        }

        _model.ChangeMask(entity, _model.MaskOf(entity) | 1 << component);
        _model.Set(entity, component, value);
    }

    private void RemoveOne()
    {
        if (_model.Handles.Count > 0)
        {
            var entity = Any();
            var component = _random.Next(ArchModel.Components.Length);
            ArchModel.Components[component].Remove(_world, entity);
            _model.ChangeMask(entity, _model.MaskOf(entity) & ~(1 << component));
        }
    }

    private void ChangeSeveral()
    {
        if (_model.Handles.Count == 0)
            return;

        var entity = Any();
        var value = AnyValue();
        if (_random.Next(2) == 0)
        {
            _world.Add(entity, new Small(value), new Boxed(value), new Wide(value, 2L * value));
            _model.ChangeMask(entity, _model.MaskOf(entity) | Small | Boxed | Wide);
            _model.Set(entity, 0, value);
            _model.Set(entity, 1, value);
            _model.Set(entity, 2, value);
        }
        else
        {
            _world.Remove<Wide, Mixed>(entity);
            _model.ChangeMask(entity, _model.MaskOf(entity) & ~(Wide | Mixed));
        }
    }

    private void ReadAndWrite()
    {
        if (_model.Handles.Count == 0)
            return;

        var entity = Any();
        CompareEntity(entity);
        var component = _random.Next(ArchModel.Components.Length);
        if ((_model.MaskOf(entity) >> component & 1) != 0)
        {
            var value = AnyValue();
            ArchModel.Components[component].Set(_world, entity, value);
            _model.Set(entity, component, value);
        }
    }

    private void CompareEntity(Entity entity)
    {
        var mask = _model.MaskOf(entity);
        for (var i = 0; i < ArchModel.Components.Length; i++)
        {
            var component = ArchModel.Components[i];
            var has = (mask >> i & 1) != 0;
            Assert.Equal(has, component.Has(_world, entity));
            Assert.Equal(has ? _model.ValueOf(entity, i) : null, component.TryGet(_world, entity));
            if (has)
                Assert.Equal(_model.ValueOf(entity, i), component.Get(_world, entity));
            else
                Assert.Throws<InvalidOperationException>(() => component.Set(_world, entity, 1));
        }
    }

    private void UseStaleHandle()
    {
        if (_model.Dead.Count == 0)
            return;

        var dead = _model.Dead[_random.Next(_model.Dead.Count)];
        var component = ArchModel.Components[_random.Next(ArchModel.Components.Length)];
        Assert.False(_world.IsAlive(dead));
        switch (_random.Next(5))
        {
            case 0:
                Assert.Throws<InvalidOperationException>(() => _world.Destroy(dead));
                break;
            case 1:
                Assert.Throws<InvalidOperationException>(() => component.Add(_world, dead, 1));
                break;
            case 2:
                Assert.Throws<InvalidOperationException>(() => component.Set(_world, dead, 1));
                break;
            case 3:
                Assert.Throws<InvalidOperationException>(() => component.Remove(_world, dead));
                break;
            default:
                Assert.Throws<InvalidOperationException>(() => component.TryGet(_world, dead));
                break;
        }
    }

    private void CompareQuery()
    {
        var exclusive = _random.Next(8) == 0 ? AnyMask() : 0;
        (var description, var matches) =
            Describe(AnyMask() & AnyMask(), AnyMask() & AnyMask(), AnyMask() & AnyMask(), exclusive);
        CompareWalk(description, matches);
    }

    private void CompareWalk(QueryDescription description, Func<int, bool> matches)
    {
        var expected = _model.InQueryOrder(matches);
        Assert.Equal(expected.Count, _world.CountEntities(in description));
        var listed = new Entity[expected.Count];
        _world.GetEntities(in description, listed);
        Assert.Equal(expected, listed);

        var next = 0;
        foreach (ref var chunk in _world.Query(in description))
        {
            foreach (var row in chunk)
            {
                var entity = chunk.Entity(row);
                Assert.Equal(expected[next++], entity);
                var component = next % ArchModel.Components.Length;
                if ((_model.MaskOf(entity) >> component & 1) != 0)
                    Assert.Equal(_model.ValueOf(entity, component), ArchModel.Components[component].GetInChunk(chunk, row));
            }
        }

        Assert.Equal(expected.Count, next);
    }

    /// <summary>Destroys the visited entity, or gives it a component that the query does not want: each is visited once.</summary>
    private void ChangeWhileWalking()
    {
        (var description, var matches) = Describe(AnyMask() & AnyMask() & AnyMask(), 0, Small, 0);
        var expected = _model.InQueryOrder(matches);
        var visited = new List<Entity>();
        _world.Query(in description, (Entity entity) =>
        {
            visited.Add(entity);
            switch (_random.Next(20))
            {
                case 0:
                    _world.Destroy(entity);
                    _model.Destroy(entity);
                    break;
                case < 10:
                    _world.Add(entity, new Small(7));
                    _model.ChangeMask(entity, _model.MaskOf(entity) | Small);
                    _model.Set(entity, 0, 7);
                    break;
            }
        });

        Assert.Equal(expected, visited);
    }

    private void DoSomethingLarge()
    {
        var amount = 1 + _random.Next(30);
        (var description, var matches) = Describe(AnyMask(), 0, AnyMask() & AnyMask(), 0);
        switch (_random.Next(12))
        {
            case 0:
                _world.TrimExcess();
                _model.Trim();
                break;
            case 1:
                _world.Destroy(in description);
                _model.InQueryOrder(matches).ForEach(_model.Destroy);
                break;
            case 2 when _random.Next(10) == 0:
                _world.Clear();
                _model.InQueryOrder(_ => true).ForEach(_model.Destroy);
                break;
            case 3:
                _world.Add(in description, new Mixed("5", 5));
                foreach (var entity in _model.InQueryOrder(matches))
                {
                    _model.ChangeMask(entity, _model.MaskOf(entity) | Mixed);
                    _model.Set(entity, 3, 5);
                }

                break;
            case 4:
                _world.Remove<Boxed>(in description);
                _model.InQueryOrder(matches).ForEach(entity => _model.ChangeMask(entity, _model.MaskOf(entity) & ~Boxed));
                break;
            case 5:
                _world.Create(amount, new Small(9), new Mixed("9", 9));
                for (var i = 0; i < amount; i++)
                {
                    var entity = _model.Create(Small | Mixed);
                    _model.Set(entity, 0, 9);
                    _model.Set(entity, 3, 9);
                }

                break;
            case 6:
                var mask = AnyMask();
                var created = new Entity[amount];
                _world.Create(created.AsSpan(), ArchModel.SignatureOf(mask), amount);
                Assert.Equal(Enumerable.Range(0, amount).Select(_ => _model.Create(mask)).ToArray(), created);
                break;
        }
    }
}
