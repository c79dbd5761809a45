using System.Diagnostics.CodeAnalysis;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Commands;
using Ecs.DebugView.Model.Space;
using Ecs.DebugView.Sources.Hosted;
using Ecs.Tests.Testing;

namespace Ecs.Tests.DebugView.Testing;

/// <summary>A server on a virtual clock as a source: what the hosted one is, without its thread.</summary>
internal sealed class RigSource : IFrameSource, ICommandLine
{
    private readonly FrameRing _ring = new(256);

    public RigSource(ServerRig rig)
    {
        rig.Server.Observer = new FrameTaker(_ring, Wishes).AfterTick;
        var room = rig.Room;
        Facts = WorldFacts.Of(room.Name, room.Game, room.World.Map, room.Options.TickRate);
    }

    public string Title => "rig";

    public WorldFacts? Facts { get; }

    public string Banner { get; set; } = "";

    public string Fault => "";

    public string TrafficMissing => "";

    public FrameWishes Wishes { get; } = new();

    public bool KnowsCells => true;

    public long Missed => _ring.Missed;

    public IFrameArchive? Archive => null;

    public IReadOnlyList<Mark> Marks => [];

    public ICommandLine Commands => this;

    public int RoomCount => 1;

    public int? ExitCode => null;

    public List<string> Typed { get; } = [];

    public Queue<string> Answers { get; } = new();

    public IReadOnlyList<string> Names => ["kick", "say", "status", "step"];

    public string Missing => "";

    public void Update()
    {
        // The rig is turned by the test.
    }

    public bool TryRead([NotNullWhen(true)] out Frame? frame) => _ring.TryRead(out frame);

    public void Return() => _ring.Return();

    public bool TryType(string line)
    {
        Typed.Add(line);
        return true;
    }

    public bool TryTakeAnswer([NotNullWhen(true)] out string? answer) => Answers.TryDequeue(out answer);

    public void Dispose()
    {
        // The rig belongs to the test.
    }
}
