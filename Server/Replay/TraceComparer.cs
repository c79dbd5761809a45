using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Replay;

/// <summary>
/// Puts what the stages of a tick should have done beside what they did and names the first wrong field. Both runs began
/// the tick with equal states, so up to the first difference their images are equal.
/// </summary>
internal static class TraceComparer
{
    /// <param name="schema">Of both traces.</param>
    /// <param name="expected">The reference; may come without images.</param>
    /// <param name="found">A run of this build, with images.</param>
    /// <returns>Null when every stage did the same.</returns>
    public static WrongField? FindFirst(WorldSchema schema, TickTrace expected, TickTrace found)
    {
        for (var stage = 0; stage < Math.Min(expected.Stages.Count, found.Stages.Count); stage++)
        {
            if (expected.Stages[stage].Stage != found.Stages[stage].Stage)
                return null; // Another order of stages is no question of a field.

            if (FindInStage(schema, expected.Stages[stage], found.Stages[stage]) is { } wrong)
                return wrong;
        }

        return null;
    }

    private static WrongField? FindInStage(WorldSchema schema, StageTrace expected, StageTrace found)
    {
        var (i, j) = (0, 0);
        while (i < expected.Changes.Count || j < found.Changes.Count)
        {
            var order = i >= expected.Changes.Count ? 1
                : j >= found.Changes.Count ? -1
                : Compare(expected.Changes[i], found.Changes[j]);
            if (order == 0 && expected.Changes[i].Value.AsSpan().SequenceEqual(found.Changes[j].Value))
            {
                i++;
                j++;
                continue;
            }

            return Name(
                schema, expected, found, order <= 0 ? expected.Changes[i] : null, order >= 0 ? found.Changes[j] : null);
        }

        return null;
    }

    private static WrongField Name(WorldSchema schema, StageTrace expected, StageTrace found, TracedChange? wanted, TracedChange? got)
    {
        // An id that changed looks like one entity gone, or not born, and another there in its place.
        if (Renamed(expected, found) is { } renamed)
            return Make(schema, found, renamed.Old, 0, 0, renamed.Old.ToString(), renamed.New.ToString());

        var change = wanted ?? got!.Value;
        return Make(
            schema,
            found,
            change.Entity,
            change.Component,
            change.Field,
            wanted is { } w ? Text(schema, w) : Untouched(schema, found, change),
            got is { } g ? Text(schema, g) : Untouched(schema, found, change));
    }

    private static (EntityId Old, EntityId New)? Renamed(StageTrace expected, StageTrace found)
    {
        var surplus = new Dictionary<EntityId, int>();
        Count(found, 1, surplus);
        Count(expected, -1, surplus);
        EntityId? old = null;
        EntityId? renamed = null;
        foreach (var (entity, more) in surplus)
        {
            // Only one of each kind: more is another world, not another name.
            if (more != 0 && (Math.Abs(more) > 1 || (more < 0 ? old : renamed) is not null))
                return null;

            old = more < 0 ? entity : old;
            renamed = more > 0 ? entity : renamed;
        }

        return old is { } before && renamed is { } after ? (before, after) : null;
    }

    /// <summary>How many entities of each id there are more after the stage than before it, times <paramref name="sign"/>.</summary>
    private static void Count(StageTrace trace, int sign, Dictionary<EntityId, int> surplus)
    {
        foreach (var change in trace.Changes)
        {
            if (change.Kind != ChangeKind.Changed)
                surplus[change.Entity] = surplus.GetValueOrDefault(change.Entity) + (change.Kind == ChangeKind.Born ? sign : -sign);
        }
    }

    private static WrongField Make(
        WorldSchema schema, StageTrace found, EntityId entity, int component, int field, string expectedText, string foundText) => new()
        {
            System = found.Stage.ToString(),
            Entity = entity.Value,
            EntityIs = ImageText.Describe(schema, found.Before!, entity, component),
            Component = schema.Components[component].Name,
            Field = schema.Components[component].Fields[field].Name,
            Expected = expectedText,
            Found = foundText,
        };

    private static string Text(WorldSchema schema, in TracedChange change) => change.Kind switch
    {
        ChangeKind.Born => "born",
        ChangeKind.Gone => "gone",
        _ => schema.Components[change.Component].Fields[change.Field].Format(change.Value),
    };

    private static string Untouched(WorldSchema schema, StageTrace found, in TracedChange change) => change.Kind switch
    {
        ChangeKind.Born => "absent",
        ChangeKind.Gone => "present",
        _ => ImageText.ValueOf(schema, found.Before!, change.Entity, change.Component, change.Field),
    };

    /// <summary>The order in which the comparer of images lists changes.</summary>
    private static int Compare(in TracedChange left, in TracedChange right)
    {
        var order = left.Entity.CompareTo(right.Entity);
        if (order == 0)
        {
            // Births and deaths come before the fields.
            order = (left.Kind == ChangeKind.Changed ? 1 : 0) - (right.Kind == ChangeKind.Changed ? 1 : 0);
        }

        if (order == 0)
            order = left.Kind - right.Kind;

        if (order == 0)
            order = left.Component - right.Component;

        return order != 0 ? order : left.Field - right.Field;
    }
}
