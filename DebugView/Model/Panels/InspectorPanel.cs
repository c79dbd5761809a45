using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Panels;

/// <summary>
/// One entity: who touched it last, and all its components with their values where the world runs here; what its view says
/// elsewhere.
/// </summary>
public static class InspectorPanel
{
    private const float Row = 13;
    private const float Indent = 8;

    public static void Draw(PanelContext context, in Area area, bool isFollowed)
    {
        Area inside = context.Open(Part.Inspector, area, Heading(context, isFollowed));
        var writer = new Writer(context.List, inside);
        EntityImage image = context.Frame.Selected;
        bool isKnown = image.Mask != 0 && image.Id == context.World.Selected;
        if (context.World.Selected.IsNone)
        {
            writer.Line("Click an entity, or Tab for the next player", Palette.Dim);
            if (isKnown && context.World.Facts.Schema is { } whole)
                WriteComponents(ref writer, image, whole);
            return;
        }

        writer.Line(LastTouch(context), Palette.Hit);
        if (isKnown && context.World.Facts.Schema is { } schema)
            WriteComponents(ref writer, image, schema);
        else
            WriteView(ref writer, context);
    }

    private static string Heading(PanelContext context, bool isFollowed) =>
        context.World.Selected.IsNone ? "World" : $"Entity {context.World.Selected}{(isFollowed ? ", followed" : "")}";

    private static string LastTouch(PanelContext context)
    {
        if (!context.Chronicle.TryGetLastHit(context.World.Selected, context.Frame.Number, out HitRecord hit))
            return "touched by nobody yet";
        double seconds = (context.Frame.Number - hit.Number) / (double)context.World.Facts.TickRate;
        string who = EventText.NameOf(context.Frame, hit.Attacker);
        return string.Create(CultureInfo.InvariantCulture, $"touched by {who}: -{hit.Points}, {seconds:0.0} s ago");
    }

    private static void WriteComponents(ref Writer writer, EntityImage image, WorldSchema schema)
    {
        for (int component = 0; component < schema.Components.Length; component++)
        {
            if (!image.Has(component))
                continue;
            ComponentShape shape = schema.Components[component];
            writer.Begin(shape.Name);
            if (shape.Name == nameof(PlayerName))
            {
                writer.Add(NameIn(image, schema, component));
                continue;
            }

            for (int field = 0; field < shape.Fields.Count; field++)
                writer.Add($"{shape.Fields[field].Name} {shape.Fields[field].Format(image.FieldBytes(schema, component, field))}");
        }
    }

    /// <summary>A name is kept as bytes; as numbers nobody would know it.</summary>
    private static string NameIn(EntityImage image, WorldSchema schema, int component)
    {
        int length = 0;
        ReadOnlySpan<byte> text = default;
        for (int field = 0; field < schema.Components[component].Fields.Count; field++)
        {
            ReadOnlySpan<byte> bytes = image.FieldBytes(schema, component, field);
            if (schema.Components[component].Fields[field].Name == nameof(PlayerName.Length))
                length = MemoryMarshal.Read<byte>(bytes);
            else
                text = bytes;
        }

        return Encoding.UTF8.GetString(text[..Math.Min(length, text.Length)]);
    }

    private static void WriteView(ref Writer writer, PanelContext context)
    {
        foreach (ref readonly EntityState entity in context.Frame.View.Entities)
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
    private ref struct Writer(DrawList list, Area area)
    {
        private float _x;
        private float _y = area.Y;

        public void Line(string text, Rgba color)
        {
            Break();
            if (_y + DrawList.FontSize <= area.Bottom)
                list.Text(text, area.X, _y, color, area.Width);
            _y += Row;
        }

        public void Begin(string heading)
        {
            Break();
            if (_y + DrawList.FontSize > area.Bottom)
                return;
            _x = list.Text(heading, area.X, _y, Palette.Heading, area.Width) + Indent;
        }

        public void Add(string text)
        {
            float width = list.WidthOf(text);
            if (_x + width > area.Width && _x > Indent)
            {
                _y += Row;
                _x = Indent;
            }

            if (_y + DrawList.FontSize <= area.Bottom)
                _x += list.Text(text, area.X + _x, _y, Palette.Text, area.Width - _x) + Indent;
        }

        private void Break()
        {
            if (_x > 0)
                _y += Row;
            _x = 0;
        }
    }
}
