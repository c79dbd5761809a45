using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Scenes.Field;
using Ecs.Server.Doors.Native.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What does a snapshot that says only what has changed cost beside a plain one, and the first one beside those after it? 64 of 200 players on the field,
/// each of whom sees what is near, get one after every second tick. The time is per snapshot; nothing may be allocated.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class SnapshotBenchmarks
{
    private const int Players = 200;
    private const int Clients = 64;
    private const int TicksPerSnapshot = 2;
    private const int WarmSnapshots = 60;
    private const int ProofEvery = 15;

    private readonly Client[] _clients = new Client[Clients];
    private FieldScene _scene = null!;
    private ReplicaStates _states = null!;
    private RoomSights _sights = null!;
    private PlainCodec _plain = null!;
    private int _turn;

    [GlobalSetup]
    public void Setup()
    {
        _scene = Open();
        _states = new ReplicaStates(new ReplicaCodes(_scene.Tick.World.ReplicaSchema));
        _sights = new RoomSights(_states, _scene.Tick.World.Rules);
        _plain = new PlainCodec(_states.Codes);
        _scene.Step();
        var view = new WorldView();
        _scene.Tick.World.CopyTo(view);
        var marks = new SightingMarks();
        for (var client = 0; client < Clients; client++)
        {
            var avatar = view.Entities[client];
            _clients[client] = new Client(avatar.Slot, avatar.Id, _states, marks);
            _states.AddOwner(avatar.Slot);
        }

        for (var snapshot = 0; snapshot < WarmSnapshots; snapshot++)
        {
            StepAndWrite();
            ReadPlain();
            ReadDelta();
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _scene.Dispose();

    [IterationSetup(Targets = [nameof(WriteDelta), nameof(WriteFirst)])]
    public void Step()
    {
        for (var tick = 0; tick < TicksPerSnapshot; tick++)
            _scene.Step();

        _sights.Share(_scene.Tick.World);
        _turn++;
    }

    [IterationSetup(Targets = [nameof(WritePlain), nameof(ReadPlain), nameof(ReadDelta)])]
    public void StepAndWrite()
    {
        Step();
        WriteDelta();
        foreach (var client in _clients)
            client.Encoder.CopyNewest(client.Expected);

        WritePlain();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Clients)]
    [BenchmarkCategory("write")]
    public void WritePlain()
    {
        foreach (var client in _clients)
            client.PlainLength = _plain.Encode(client.Expected, client.PlainBody);
    }

    [Benchmark(OperationsPerInvoke = Clients)]
    [BenchmarkCategory("write")]
    public void WriteDelta()
    {
        foreach (var client in _clients)
        {
            client.Encoder.Acknowledge(client.Encoder.NewestSent);
            Write(client);
        }
    }

    [Benchmark(OperationsPerInvoke = Clients)]
    [BenchmarkCategory("write")]
    public void WriteFirst()
    {
        foreach (var client in _clients)
        {
            client.Encoder.Reset();
            Write(client);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Clients)]
    [BenchmarkCategory("read")]
    public void ReadPlain()
    {
        foreach (var client in _clients)
        {
            if (!_plain.TryDecode(client.PlainBody.AsSpan(0, client.PlainLength), client.Got))
                throw new InvalidOperationException("a plain snapshot cannot be read");
        }
    }

    [Benchmark(OperationsPerInvoke = Clients)]
    [BenchmarkCategory("read")]
    public void ReadDelta()
    {
        foreach (var client in _clients)
        {
            if (client.Length > 0 && !client.Decoder.TryDecode(_states.Tick, client.Flags, client.Body.AsSpan(0, client.Length), client.Got, out _))
                throw new InvalidOperationException("a snapshot cannot be read");
        }
    }

    private static FieldScene Open() => new FieldScene(Players, Players * 2);

    private void Write(Client client)
    {
        var audiences = _sights.Look(client.Slot, client.Avatar, null, client.Encoder.Newest);
        var header = new SnapshotHeader { Confirmed = _states.Tick + 2, Margin = SnapshotHeader.NoMargin, OwnEntity = client.Avatar };
        client.Length = client.Encoder.Encode(in header, _sights.Seen, audiences, client.Body, _turn % ProofEvery == 0, mustTell: true, out client.Flags);
    }

    /// <summary>One who gets snapshots, and what was written for it last.</summary>
    private sealed class Client(PlayerSlot slot, EntityId avatar, ReplicaStates states, SightingMarks marks)
    {
        public SnapshotFlags Flags;

        public PlayerSlot Slot { get; } = slot;

        public EntityId Avatar { get; } = avatar;

        public SnapshotEncoder Encoder { get; } = new(states, marks, new SnapshotSpending(states.Codes.Components.Count));

        public SnapshotDecoder Decoder { get; } = new(states.Codes);

        public ReplicaPicture Expected { get; } = new();

        public ReplicaPicture Got { get; } = new();

        public byte[] Body { get; } = new byte[Limits.SnapshotBodyBytes];

        public int Length { get; set; }

        public byte[] PlainBody { get; } = new byte[1 << 18];

        public int PlainLength { get; set; }
    }
}
