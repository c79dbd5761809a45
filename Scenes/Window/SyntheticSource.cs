using System.Diagnostics.CodeAnalysis;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Commands;
using Ecs.DebugView.Model.Space;

namespace Ecs.Scenes.Window;

/// <summary>A live source that has one tick of a synthetic world ready for each picture.</summary>
public sealed class SyntheticSource(SyntheticWorld world, WorldFacts facts) : IFrameSource, ICommandLine
{
    private readonly Frame _frame = new();
    private bool _isRead = true;

    public string Title => "synthetic";

    public WorldFacts? Facts => facts;

    public string Banner => "";

    public string Fault => "";

    public string TrafficMissing => "a synthetic world has no connections";

    public FrameWishes Wishes { get; } = new();

    public bool KnowsCells => false;

    public long Missed => 0;

    public IFrameArchive? Archive => null;

    public IReadOnlyList<Mark> Marks => [];

    public ICommandLine Commands => this;

    public int RoomCount => 1;

    public int? ExitCode => null;

    public IReadOnlyList<string> Names => [];

    public string Missing => "a synthetic world obeys nobody";

    public void Update()
    {
        world.Next(_frame);
        _isRead = false;
    }

    public bool TryRead([NotNullWhen(true)] out Frame? frame)
    {
        frame = _isRead ? null : _frame;
        return frame is not null;
    }

    public void Return() => _isRead = true;

    public bool TryType(string line) => false;

    public bool TryTakeAnswer([NotNullWhen(true)] out string? answer)
    {
        answer = null;
        return false;
    }

    public void Dispose()
    {
    }
}
