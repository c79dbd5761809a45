using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Inspection;

/// <summary>Walks two images of one world side by side and lists where they differ, by rising entity id.</summary>
public static class ImageComparer
{
    /// <param name="schema">Of both images.</param>
    /// <param name="before">The older, or the expected one.</param>
    /// <param name="after">The newer, or the found one.</param>
    /// <param name="changes">Is emptied, then filled up to <paramref name="limit"/> entries.</param>
    /// <param name="limit">How many differences are wanted at most.</param>
    public static void Compare(WorldSchema schema, WorldImage before, WorldImage after, List<FieldChange> changes, int limit = int.MaxValue)
    {
        changes.Clear();
        var left = before.Rows;
        var right = after.Rows;
        var (i, j) = (0, 0);
        while (changes.Count < limit && (i < left.Length || j < right.Length))
        {
            // The two rows without an id stand first on both sides.
            var order = i >= left.Length ? 1 : j >= right.Length ? -1 : i < 2 || j < 2 ? 0 : left[i].Id.CompareTo(right[j].Id);
            if (order < 0)
            {
                changes.Add(new FieldChange(ChangeKind.Gone, left[i].Id, 0, 0, left[i].Offset, -1));
                i++;
            }
            else if (order > 0)
            {
                AddBirth(schema, right[j], changes);
                j++;
            }
            else
            {
                CompareRows(schema, before, left[i++], after, right[j++], changes);
            }
        }
    }

    /// <summary>A birth, then every field of the newborn as a change from nothing.</summary>
    private static void AddBirth(WorldSchema schema, in WorldImage.Row row, List<FieldChange> changes)
    {
        changes.Add(new FieldChange(ChangeKind.Born, row.Id, 0, 0, -1, row.Offset));
        var offset = row.Offset;
        for (var component = 0; component < schema.Components.Length; component++)
        {
            if (!row.Mask.Has(component))
                continue;

            var fields = schema.Components[component].Fields;
            for (var field = 0; field < fields.Count; field++)
            {
                changes.Add(new FieldChange(ChangeKind.Changed, row.Id, (byte)component, (byte)field, -1, offset));
                offset += fields[field].Size;
            }
        }
    }

    private static void CompareRows(
        WorldSchema schema, WorldImage before, in WorldImage.Row left, WorldImage after, in WorldImage.Row right, List<FieldChange> changes)
    {
        var (leftAt, rightAt) = (left.Offset, right.Offset);
        for (var component = 0; component < schema.Components.Length; component++)
        {
            var (onLeft, onRight) = (left.Mask.Has(component), right.Mask.Has(component));
            var shape = schema.Components[component];
            if (onLeft && onRight && before.FieldBytes(leftAt, shape.Size).SequenceEqual(after.FieldBytes(rightAt, shape.Size)))
            {
                leftAt += shape.Size;
                rightAt += shape.Size;
                continue;
            }

            for (var field = 0; (onLeft || onRight) && field < shape.Fields.Count; field++)
            {
                var size = shape.Fields[field].Size;
                var same = onLeft && onRight && before.FieldBytes(leftAt, size).SequenceEqual(after.FieldBytes(rightAt, size));
                if (!same)
                {
                    changes.Add(new FieldChange(
                        ChangeKind.Changed, left.Id, (byte)component, (byte)field, onLeft ? leftAt : -1, onRight ? rightAt : -1));
                }

                leftAt += onLeft ? size : 0;
                rightAt += onRight ? size : 0;
            }
        }
    }
}
