using System.Globalization;

namespace Ecs.PlainClient;

/// <summary>What happened to a player, for one line of text.</summary>
internal sealed class Story
{
    /// <summary>How far to walk; world units.</summary>
    public const double Distance = 100;

    public string Name { get; set; } = "nobody";

    /// <summary>Whether the name is an account's, and proved.</summary>
    public bool IsRegistered { get; set; }

    public string Room { get; set; } = "no room";

    /// <summary>Times that the server was asked to let us connect: two, when the first was answered with a cookie.</summary>
    public int Requests { get; set; }

    public int Snapshots { get; set; }

    /// <summary>Others whom snapshots have shown, at most so many at once.</summary>
    public int Others { get; set; }

    /// <summary>World units from where we were first seen to where we were seen last.</summary>
    public double Moved { get; set; }

    /// <summary>Our own line, as it came back.</summary>
    public string Heard { get; set; } = "";

    public Farewell? Goodbye { get; set; }

    /// <summary>What went wrong; empty when nothing did.</summary>
    public string Fault { get; set; } = "";

    public bool IsWhole => Fault.Length == 0 && Moved >= Distance && Heard.Length != 0 && Goodbye is not null;

    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsWhole ? "whole" : "broken")}: {Name}{(IsRegistered ? " (registered)" : "")} in {Room} after {Requests} requests, moved {Moved:F1} units in {Snapshots} snapshots, saw {Others} others, heard \"{Heard}\", goodbye {(Goodbye is { } said ? $"{said.Reason} ({said.Text})" : "none")}{(Fault.Length == 0 ? "" : $", {Fault}")}");
}
