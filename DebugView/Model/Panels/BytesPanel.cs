using System.Globalization;
using Ecs.DebugView.Model.Picture;
using Ecs.Server.Rooms;

namespace Ecs.DebugView.Model.Panels;

/// <summary>
/// What the chosen player was sent so far, or all clients of the room when nobody is chosen or it has no books: all of it by cause, and of what
/// snapshots say of entities each component's part; how much each client gets in a second stands in the list of players.
/// </summary>
public static class BytesPanel
{
    private const float Row = 13;
    private const float Gap = 6; // pixels between a name, which may be cut, and its figures
    private const int Rows = 5;

    public static float Height => 26 + (Rows * Row);

    public static void Draw(PanelContext context, in Area area)
    {
        var shares = context.Frame.Shares;
        var sum = shares.Bits;
        var whom = context.Frame.TryGetPlayer(context.Frame.SharesOf, out var one) ? one.Name : "clients";
        var inside = context.Open(Part.Bytes, area, sum == 0 ? $"Bytes to {whom}: nobody says" : Text($"Bytes to {whom} by cause and component: {Kilobytes(sum / 8)}"));
        var half = (inside.Width / 2) - 12;
        Column(context, shares.Causes, inside.X, half, inside.Y, sum);
        Column(context, shares.Components, inside.X + inside.Width - half, half, inside.Y, sum);
    }

    /// <summary>The largest of a list, as many as there are rows.</summary>
    private static void Column(PanelContext context, IReadOnlyList<TrafficShares.Share> shares, float x, float width, float y, long sum)
    {
        Span<int> order = stackalloc int[shares.Count];
        for (var index = 0; index < order.Length; index++)
            order[index] = index;
        order.Sort((one, other) => shares[other].Bits.CompareTo(shares[one].Bits));
        for (var row = 0; row < Math.Min(Rows, order.Length); row++)
        {
            var share = shares[order[row]];
            var top = y + (row * Row);
            var figures = Text($"{Kilobytes(share.Bits / 8)}  {Percent(share.Bits, sum),3}%");
            context.List.Text(share.Name, x, top, Palette.Dim, width - context.List.WidthOf(figures) - Gap);
            context.List.TextRight(figures, x + width, top, Palette.Text);
        }
    }

    private static string Kilobytes(long bytes) =>
        bytes < 1000 ? Text($"{bytes} B")
        : bytes < 1_000_000 ? Text($"{bytes / 1000.0:0.0} kB")
        : Text($"{bytes / 1_000_000.0:0.0} MB");

    private static long Percent(long part, long whole) => whole == 0 ? 0 : ((part * 200) + whole) / (2 * whole);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
