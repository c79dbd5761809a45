using Ecs.Client;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Client.Interpolation;

/// <summary>Watches what a client draws of others, frame by frame, against what they really did.</summary>
internal sealed class DrawnMotion(GameClient client, TrueMotion truth)
{
    /// <summary>World units that the roundings of two places make.</summary>
    private const double Rounding = 1.0 / 64;

    /// <summary>Ticks about the moment drawn in which a leap counts as its own.</summary>
    private const int About = 12;

    /// <summary>Ticks by which a server that has no room for everything may tell of somebody too late (the budget's own test holds it to that).</summary>
    private const int Late = 90;

    private Dictionary<EntityId, (double X, double Y)> _before = [];
    private Dictionary<EntityId, (double X, double Y)> _now = [];

    public int Steps { get; private set; }

    /// <summary>Steps larger than 1.5 times what the speed allows, where nobody leapt.</summary>
    public int TooLarge { get; private set; }

    /// <summary>Steps of those who leapt.</summary>
    public int Leaps { get; private set; }

    /// <summary>
    /// Of these, the ones that the server told too late: from where it had not been for long, or never was, to a true place at once. Nobody
    /// can tell such news from those of a leap.
    /// </summary>
    public int ToldLate { get; private set; }

    /// <summary>Places between the two ends of a leap: where it never was.</summary>
    public int Smeared { get; private set; }

    /// <summary>Sum of the distances from the true place at the moment drawn, in ticks of speed.</summary>
    public double Apart { get; private set; }

    /// <summary>Drawn though the server has no such thing, or not yet.</summary>
    public int Untrue { get; private set; }

    public double MostBuffer { get; private set; }

    public string First { get; private set; } = "";

    public string What => $"{Steps} steps, {TooLarge} too large, {Leaps} leaps ({ToldLate} told late), {Smeared} smeared, {Untrue} untrue, {Apart / Math.Max(1, Steps):F3} ticks apart on average, "
        + $"buffer {client.Interpolation?.BufferTicks:F1} ticks (most {MostBuffer:F1}), {client.Interpolation?.Snaps} snaps. {First}";

    public void Draw()
    {
        if (client.Interpolation is not { HasSnapshots: true } others)
            return;

        MostBuffer = Math.Max(MostBuffer, others.BufferTicks);
        (_before, _now) = (_now, _before);
        _now.Clear();
        var moment = others.Moment;
        foreach (ref readonly var state in others.Draw().Entities)
        {
            var (x, y) = ((double)state.X.Raw / Fixed.RawPerUnit, (double)state.Y.Raw / Fixed.RawPerUnit);
            _now[state.Id] = (x, y);
            if (truth.Of(state.Id) is not { } path || path.Born.IsNewerThan(moment.Tick))
                Untrue++;
            else if (_before.TryGetValue(state.Id, out var from))
                Judge(path, moment.Tick, moment.Part, from, (x, y), $"{state.Kind} {state.Id}");
        }
    }

    private void Judge(TrueMotion.Path path, Tick tick, byte part, (double X, double Y) from, (double X, double Y) to, string who)
    {
        Steps++;
        var step = TrueMotion.Path.Length(to.X - from.X, to.Y - from.Y);
        var speed = path.SpeedAt(tick);
        if (step > (1.5 * speed) + Rounding)
        {
            var isLate = path.LeapAbout(tick, About) == 0 && path.DistanceFrom(from.X, from.Y, tick, About) > Near(speed)
                && path.DistanceFrom(to.X, to.Y, tick, About) <= Near(speed);
            ToldLate += isLate ? 1 : 0;
            var isLeap = isLate || path.LeapAbout(tick, About) > 0;
            Leaps += isLeap ? 1 : 0;
            TooLarge += isLeap ? 0 : 1;
            if (!isLeap && First.Length == 0)
                First = $"{who} at {tick.Value}: {step:F3} instead of {speed:F3}";
        }

        var distance = path.DistanceFrom(to.X, to.Y, tick, Late);
        if (path.LeapAbout(tick, About) > About * speed && distance > Near(speed))
        {
            Smeared++;
            if (First.Length == 0)
                First = $"{who} at {tick.Value}: {distance:F3} from where it was, leap {path.LeapAbout(tick, About):F1}";
        }

        if (speed > 0 && path.TryGet(tick, out var one) && path.TryGet(tick.Next, out var two) && !two.IsLeap)
        {
            var (x, y) = (one.X + ((two.X - one.X) * part / 256), one.Y + ((two.Y - one.Y) * part / 256));
            Apart += TrueMotion.Path.Length(x - to.X, y - to.Y) / speed;
        }
    }

    private static double Near(double speed) => (2 * speed) + (1.0 / 8);
}
