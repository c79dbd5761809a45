using System.Globalization;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Panels;

/// <summary>Who plays, and how their connections are; a click chooses the player, the wheel turns the list.</summary>
public static class PlayersPanel
{
    private const float Row = 13;

    public static void Draw(PanelContext context, in Area area)
    {
        var heading = $"Players ({context.Frame.Players.Length})";
        if (!context.Frame.Figures.Has(FrameParts.PlayerTraffic))
            heading += $"   {context.World.TrafficMissing}";
        var inside = context.Open(Part.Players, area, heading);
        var list = context.List;
        Columns(list, inside, inside.Y, "name", ["K/D", "hp", "rtt", "loss", "kB/s"], Palette.Dim, Palette.Dim);
        var rows = Math.Max(0, (int)((inside.Bottom - inside.Y) / Row) - 1);
        var players = context.Frame.Players;
        var shown = players.Length <= rows ? players.Length : Math.Max(0, rows - 1);
        var first = context.Scrolls.Of(Part.Players, players.Length - shown);
        for (var index = 0; index < shown; index++)
        {
            var y = inside.Y + ((index + 1) * Row);
            var player = players[first + index];
            var isChosen = player.Slot == context.World.Chosen;
            if (isChosen)
                list.Box(new Area(inside.X - 2, y - 2, inside.Width + 4, Row), Palette.PanelEdge);
            DrawPlayer(context, inside, y, player);
            context.Spots.Add(new HotSpot(new Area(inside.X, y - 2, inside.Width, Row), SpotKind.Player, player.Slot.Value));
        }

        if (shown < players.Length)
            list.Text($"{first + Math.Min(1, shown)} to {first + shown} of {players.Length}, wheel scrolls", inside.X, inside.Y + ((shown + 1) * Row), Palette.Dim);
    }

    private static void DrawPlayer(PanelContext context, in Area inside, float y, in FramePlayer player)
    {
        var isThere = EntitySearch.TryGetAvatar(context.Frame.View, player.Slot, out var avatar);
        var lives = isThere && (avatar.Flags & EntityFlags.Alive) != 0;
        var color = isThere ? Palette.Team(avatar.Team) : Palette.Dim;
        var score = isThere ? string.Create(CultureInfo.InvariantCulture, $"{avatar.Kills}/{avatar.Deaths}") : "-";
        var health = !isThere ? "-" : lives ? avatar.Health.ToString(CultureInfo.InvariantCulture) : "dead";
        var trip = player.IsBot ? "bot" : Known(player.RoundTripMilliseconds, " ms");
        var loss = player.LossPerMille < 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{player.LossPerMille / 10.0:0.0}%");
        Columns(context.List, inside, y, player.Name, [score, health, trip, loss, BytesPerSecond(context, player)], color, Palette.Text);
    }

    private static string Known(int value, string unit) =>
        value < 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{value}{unit}");

    private static string BytesPerSecond(PanelContext context, in FramePlayer player) => player.BytesOut < 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{context.Chronicle.SentPerSecond(player.Slot) / 1000:0.0}");

    private static void Columns(DrawList list, in Area inside, float y, string name, ReadOnlySpan<string> texts, Rgba color, Rgba text)
    {
        const float width = 34;
        var first = inside.Right - (texts.Length * width);
        list.Text(name, inside.X, y, color, first - inside.X);
        for (var index = 0; index < texts.Length; index++)
            list.TextRight(texts[index], first + ((index + 1) * width), y, text);
    }
}
