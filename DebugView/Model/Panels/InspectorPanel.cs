using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Worlds;

namespace Ecs.DebugView.Model.Panels;

/// <summary>
/// One entity: who touched it last, and all its components with their values where the world runs here; what its view says
/// elsewhere.
/// </summary>
public static class InspectorPanel
{
    private const float Row = 13;
    private const float Indent = 8;
    private const string MapHash = "MapHash";

    public static void Draw(PanelContext context, in Area area, bool isFollowed)
    {
        var inside = context.Open(Part.Inspector, area, Heading(context, isFollowed));
        var turned = context.Scrolls.Of(Part.Inspector);
        var writer = new Writer(context.List, inside, turned);
        WriteAll(ref writer, context);
        context.Scrolls.Of(Part.Inspector, writer.Rows - (int)(inside.Height / Row));
    }

    private static void WriteAll(ref Writer writer, PanelContext context)
    {
        var image = context.Frame.Selected;
        var isKnown = !image.Mask.IsEmpty && image.Id == context.World.Selected;
        if (context.World.Selected.IsNone)
        {
            writer.Line("Click an entity, or Tab for the next player", Palette.Dim);
            if (isKnown && context.World.Facts.Schema is { } whole)
                WriteComponents(ref writer, image, whole);
            return;
        }

        var wasTouched = context.Chronicle.TryGetLastHit(context.World.Selected, context.Frame.Number, out var hit);
        writer.Line(wasTouched ? Touch(context, hit) : Untouched(context), wasTouched ? Palette.Hit : Palette.Dim);
        if (isKnown && context.World.Facts.Schema is { } schema)
            WriteComponents(ref writer, image, schema);
        else
            WriteView(ref writer, context);
    }

    private static string Heading(PanelContext context, bool isFollowed) =>
        context.World.Selected.IsNone ? "World" : $"Entity {context.World.Selected}{(isFollowed ? ", followed" : "")}";

    private static string Touch(PanelContext context, in HitRecord hit)
    {
        var seconds = (context.Frame.Number - hit.Number) / (double)context.World.Facts.TickRate;
        var who = EventText.NameOf(context.Frame, hit.Attacker);
        return string.Create(CultureInfo.InvariantCulture, $"touched by {who}: -{hit.Points}, {seconds:0.0} s ago");
    }

    /// <summary>Of a recording only what has been shown is known, and of a server only what was seen.</summary>
    private static string Untouched(PanelContext context)
    {
        var samples = context.Chronicle.Samples;
        var since = samples.Count == 0 ? context.Frame.Number : samples[0].Number;
        var seconds = (context.Frame.Number - since) / (double)context.World.Facts.TickRate;
        return string.Create(CultureInfo.InvariantCulture, $"touched by nobody in the {seconds:0.0} s looked at");
    }

    private static void WriteComponents(ref Writer writer, EntityImage image, WorldSchema schema)
    {
        for (var component = 0; component < schema.Components.Length; component++)
        {
            if (!image.Has(component))
                continue;
            var shape = schema.Components[component];
            writer.Begin(shape.Name);
            if (shape.Name == nameof(PlayerName))
            {
                writer.Add(NameIn(image, schema, component));
                continue;
            }

            if (shape.Fields.Count == 0)
                writer.Add("without a state of its own");
            for (var field = 0; field < shape.Fields.Count; field++)
                writer.Add($"{shape.Fields[field].Name} {ValueOf(shape.Fields[field], image.FieldBytes(schema, component, field))}");
        }
    }

    /// <summary>A map's hash is written as everywhere else, so that two can be compared.</summary>
    private static string ValueOf(FieldShape field, ReadOnlySpan<byte> bytes) => field.Name == MapHash
        ? MemoryMarshal.Read<ulong>(bytes).ToString("x16", CultureInfo.InvariantCulture)
        : field.Format(bytes);

    /// <summary>A name is kept as bytes; as numbers nobody would know it.</summary>
    private static string NameIn(EntityImage image, WorldSchema schema, int component)
    {
        var length = 0;
        ReadOnlySpan<byte> text = default;
        for (var field = 0; field < schema.Components[component].Fields.Count; field++)
        {
            var bytes = image.FieldBytes(schema, component, field);
            if (schema.Components[component].Fields[field].Name == nameof(PlayerName.Length))
                length = MemoryMarshal.Read<byte>(bytes);
            else
                text = bytes;
        }

        return Encoding.UTF8.GetString(text[..Math.Min(length, text.Length)]);
    }

    private static void WriteView(ref Writer writer, PanelContext context)
    {
        foreach (ref readonly var entity in context.Frame.View.Entities)
        {
            if (entity.Id != context.World.Selected)
                continue;
            writer.Begin(entity.Kind.ToString());
            writer.Add($"slot {entity.Slot}");
            writer.Add($"team {entity.Team}");
            writer.Add($"{entity.Flags}");
            writer.Begin("Position");
            writer.Add($"x {entity.X}");
            writer.Add($"y {entity.Y}");
            writer.Begin("Velocity");
            writer.Add($"x {entity.VelocityX}");
            writer.Add($"y {entity.VelocityY}");
            writer.Add($"aim {entity.Aim.ToDegrees()}");
            writer.Begin("Health");
            writer.Add($"{entity.Health} of {entity.MaxHealth}");
            writer.Add($"kills {entity.Kills}");
            writer.Add($"deaths {entity.Deaths}");
            writer.Line("components need a world that runs here,", Palette.Dim);
            writer.Line("and the present moment of it", Palette.Dim);
            return;
        }

        writer.Line("not in the world at this moment", Palette.Warning);
    }

    /// <summary>Lines of words that wrap, under headings that stand out; what does not fit the panel is left out.</summary>
    private ref struct Writer(DrawList list, Area area, int turned)
    {
        private float _x;
        private float _y = area.Y - (turned * Row);

        /// <summary>Rows so far, those out of sight included.</summary>
        public readonly int Rows => (int)((_y - area.Y) / Row) + turned + 1;

        private readonly bool IsInSight => _y >= area.Y && _y + DrawList.FontSize <= area.Bottom;

        public void Line(string text, Rgba color)
        {
            Break();
            if (IsInSight)
                list.Text(text, area.X, _y, color, area.Width);
            _y += Row;
        }

        public void Begin(string heading)
        {
            Break();
            _x = list.WidthOf(heading) + Indent;
            if (IsInSight)
                list.Text(heading, area.X, _y, Palette.Heading, area.Width);
        }

        /// <summary>Adds words behind the others; what is wider than the panel takes lines of its own.</summary>
        public void Add(string text)
        {
            foreach (var line in TextWrap.Lines(list, text, area.Width - Indent))
                AddLine(line);
        }

        private void AddLine(string text)
        {
            float width = list.WidthOf(text);
            if (_x + width > area.Width && _x > Indent)
            {
                _y += Row;
                _x = Indent;
            }

            if (IsInSight)
                list.Text(text, area.X + _x, _y, Palette.Text, area.Width - _x);
            _x += width + Indent;
        }

        private void Break()
        {
            if (_x > 0)
                _y += Row;
            _x = 0;
        }
    }
}
