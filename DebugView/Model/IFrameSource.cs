using System.Diagnostics.CodeAnalysis;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Commands;
using Ecs.DebugView.Model.Play;
using Ecs.DebugView.Model.Space;

namespace Ecs.DebugView.Model;

/// <summary>Where frames come from: a server in this process, one elsewhere, or a recording. Used by the window's thread.</summary>
public interface IFrameSource : IDisposable
{
    /// <summary>In a few words, for the title.</summary>
    string Title { get; }

    /// <summary>Null until a room is known; another object when another room is watched.</summary>
    WorldFacts? Facts { get; }

    /// <summary>Empty, or what the viewer has to know beside what is drawn.</summary>
    string Banner { get; }

    /// <summary>Empty, or why there is nothing to watch any more; told when the window ends because of it.</summary>
    string Fault { get; }

    /// <summary>Where net figures would come from, for the panels that lack them.</summary>
    string TrafficMissing { get; }

    FrameWishes Wishes { get; }

    /// <summary>Whether the broad phase can be had.</summary>
    bool KnowsCells { get; }

    /// <summary>Ticks that were not copied, because the window was too slow.</summary>
    long Missed { get; }

    /// <summary>Null for a live source, whose frames come through <see cref="TryRead"/>; a recording is asked instead.</summary>
    IFrameArchive? Archive { get; }

    /// <summary>Marks of a recording beyond what has been shown; empty for live sources.</summary>
    IReadOnlyList<Mark> Marks { get; }

    ICommandLine Commands { get; }

    /// <summary>Null where one only looks on.</summary>
    IPlayed? Played => null;

    /// <summary>Rooms to choose from with <see cref="FrameWishes.Room"/>.</summary>
    int RoomCount { get; }

    /// <summary>Null while there is something to watch; otherwise the exit code that fits.</summary>
    int? ExitCode { get; }

    /// <summary>Lets the source do its part, once per picture.</summary>
    void Update();

    /// <summary>The oldest frame that has not been read; it is the caller's until <see cref="Return"/>.</summary>
    bool TryRead([NotNullWhen(true)] out Frame? frame);

    void Return();
}
