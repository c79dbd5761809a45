using Ecs.DebugView.Frames;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model.Chronicles;

/// <summary>Words for what happens, one line each; empty for what would only fill the log.</summary>
public static class EventText
{
    public static string Of(Frame frame, in WorldEvent happened)
    {
        var who = happened.Slot.IsNone && !happened.Subject.IsNone ? $"creature {happened.Subject}" : NameOf(frame, happened.Slot);
        var other = NameOf(frame, happened.Other);
        return happened.Kind switch
        {
            WorldEventKind.PlayerJoined => $"{who} joins",
            WorldEventKind.PlayerLeft => $"seat {happened.Slot} leaves",
            WorldEventKind.Hit when happened.Other.IsNone => $"{who} loses {happened.HitPointsLost}, {happened.HitPointsLeft} left",
            WorldEventKind.Hit => $"{other} hits {who}: -{happened.HitPointsLost}, {happened.HitPointsLeft} left",
            WorldEventKind.Died when happened.Other.IsNone => $"{who} dies",
            WorldEventKind.Died => $"{other} kills {who}",
            WorldEventKind.Respawned => $"{who} is back",
            WorldEventKind.TeamChanged => $"{who} plays for team {happened.Team}",
            WorldEventKind.PowerUpChanged => $"{who} {(happened.IsOn ? "gains" : "loses")} a power-up",
            WorldEventKind.MatchWarning => $"{happened.SecondsLeft} s left",
            WorldEventKind.MatchEnded => happened.Slot.IsNone ? "match over" : $"match over: {who}, {happened.Kills} kills",
            WorldEventKind.MatchStarted => "a new match begins",
            WorldEventKind.FriendlyFireChanged => $"friendly fire {(happened.IsOn ? "on" : "off")}",
            WorldEventKind.SpeedChanged => $"{who} has speed {happened.Speed}",
            WorldEventKind.CreatureDied => $"{who} kills a creature",
            WorldEventKind.WaveBegan => $"wave {happened.Level} begins with {happened.Creatures}",
            WorldEventKind.ReadyChanged => $"{who} is {(happened.IsOn ? "ready" : "not ready")}",

            WorldEventKind.ShotJudged when happened.Evidence.IsClamped =>
                $"{who} saw others longer ago than counts: {(happened.Subject.IsNone ? "nobody" : other)} is hit at {Ticks(happened.Evidence.Age)} ticks back",

            // What happens all the time, or concerns one player's own screen.
            WorldEventKind.None or WorldEventKind.ShotFired or WorldEventKind.RankingChanged or WorldEventKind.Stepped
                or WorldEventKind.Turned or WorldEventKind.Swung or WorldEventKind.InventoryChanged or WorldEventKind.StatsChanged or WorldEventKind.Remarked
                or WorldEventKind.Shaken or WorldEventKind.ResourceChanged or WorldEventKind.ShotJudged => "",
            _ => $"{happened.Kind} {who} {happened.A} {happened.B}",
        };
    }

    public static string Of(Frame frame, in FrameNote note)
    {
        var text = frame.TextOf(note).ToString();
        return note.Kind switch
        {
            FrameNoteKind.Chat => $"<{note.Name}> {text}",
            FrameNoteKind.ServerChat => $"<server> {text}",
            FrameNoteKind.Notice => text,

            // Comings, goings and the rules' words are events of the world, too.
            _ => "",
        };
    }

    /// <summary>A player's name in this frame; the seat's number for one who is gone.</summary>
    public static string NameOf(Frame frame, PlayerSlot slot) =>
        slot.IsNone ? "nobody" : frame.TryGetPlayer(slot, out var player) ? player.Name : $"seat {slot}";

    private static string Ticks(int parts) =>
        (parts / (double)PlayerCommand.SeenParts).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
