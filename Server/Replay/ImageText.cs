using System.Runtime.InteropServices;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Replay;

/// <summary>Words for what images of a world hold.</summary>
internal static class ImageText
{
    /// <summary>What an entity is and whose, from an image that has it.</summary>
    public static string Describe(WorldSchema schema, WorldImage image, EntityId entity, int component)
    {
        if (entity.IsNone)
            return component == schema.ModePart ? "the mode's state" : "the world's record";

        if (!TryReadField(schema, image, entity, nameof(Identity), nameof(Identity.Kind), out EntityKind kind))
            return $"entity {entity}";

        if (TryReadField(schema, image, entity, nameof(Bullet), nameof(Bullet.ShooterSlot), out PlayerSlot shooter))
            return $"bullet {entity} of seat {shooter}";

        if (TryReadField(schema, image, entity, nameof(Player), nameof(Player.Slot), out PlayerSlot seat))
        {
            TryReadField(schema, image, entity, nameof(PlayerName), nameof(PlayerName.Length), out byte length);
            TryReadField(schema, image, entity, nameof(PlayerName), nameof(PlayerName.Bytes), out PlayerName.Utf8Bytes bytes);
            return $"avatar {entity} of seat {seat} \"{new PlayerName { Length = length, Bytes = bytes }}\"";
        }

        return $"{kind} {entity}";
    }

    /// <summary>The text of a field as the image has it; "absent" when it has none.</summary>
    public static string ValueOf(WorldSchema schema, WorldImage image, EntityId entity, int component, int field)
    {
        var shape = schema.Components[component].Fields[field];
        var offset = OffsetOf(schema, image, entity, component, field);
        return offset < 0 ? "absent" : shape.Format(image.FieldBytes(offset, shape.Size));
    }

    /// <summary>Where a field lies in an image, -1 when the entity or component is not there.</summary>
    public static int OffsetOf(WorldSchema schema, WorldImage image, EntityId entity, int component, int field)
    {
        foreach (ref readonly var row in image.Rows)
        {
            if (row.Id != entity || !row.Mask.Has(component))
                continue;

            var offset = row.Offset;
            for (var before = 0; before < component; before++)
                offset += row.Mask.Has(before) ? schema.Components[before].Size : 0;

            for (var before = 0; before < field; before++)
                offset += schema.Components[component].Fields[before].Size;

            return offset;
        }

        return -1;
    }

    /// <summary>One line per difference: who, which field, both values.</summary>
    public static IReadOnlyList<string> Differences(WorldSchema schema, WorldImage expected, WorldImage found, int limit)
    {
        var changes = new List<FieldChange>();
        ImageComparer.Compare(schema, expected, found, changes, limit);
        return [.. changes.Take(limit).Select(change => change.Kind switch
        {
            ChangeKind.Born => $"{Describe(schema, found, change.Entity, 0)} is there and should not be",
            ChangeKind.Gone => $"{Describe(schema, expected, change.Entity, 0)} is missing",
            _ => $"{Describe(schema, found, change.Entity, change.Component)}: "
                + $"{schema.Components[change.Component].Name}.{schema.Components[change.Component].Fields[change.Field].Name} is "
                + $"{ValueOf(schema, found, change.Entity, change.Component, change.Field)}, "
                + $"expected {ValueOf(schema, expected, change.Entity, change.Component, change.Field)}",
        })];
    }

    private static bool TryReadField<T>(WorldSchema schema, WorldImage image, EntityId entity, string component, string field, out T value)
        where T : unmanaged
    {
        value = default;
        for (var c = 0; c < schema.Components.Length; c++)
        {
            if (schema.Components[c].Name != component)
                continue;

            for (var f = 0; f < schema.Components[c].Fields.Count; f++)
            {
                var shape = schema.Components[c].Fields[f];
                var offset = shape.Name == field ? OffsetOf(schema, image, entity, c, f) : -1;
                if (offset >= 0)
                {
                    value = MemoryMarshal.Read<T>(image.FieldBytes(offset, shape.Size));
                    return true;
                }
            }
        }

        return false;
    }
}
