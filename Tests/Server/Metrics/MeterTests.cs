using System.Diagnostics.Metrics;
using Ecs.Server.Metrics;

namespace Ecs.Tests.Server.Metrics;

public sealed class MeterTests
{
    [Fact]
    public void A_listener_reads_every_figure_and_causes_are_a_fixed_set_of_labels()
    {
        using var metrics = new ServerMetrics();
        metrics.Players = 5;
        metrics.CountIn(3, 300);
        metrics.CountDrop(DropCause.Malformed, 4);
        metrics.Tick.AddTick(2000, 100, 0);
        var read = new Dictionary<string, double>();
        var causes = new HashSet<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter == metrics.Meter)
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        listener.RecordObservableInstruments();

        Assert.Equal(5, read["ecs.players"]);
        Assert.Equal(300, read["ecs.net.bytes/in"]);
        Assert.Equal(4, read["ecs.drops/malformed"]);
        Assert.Equal(2, read["ecs.tick.duration/1"]);
        Assert.Equal(1, read["ecs.tick.count"]);
        Assert.Equal(DropCauses.Count, causes.Count);

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            read[tags.Length == 0 ? instrument.Name : $"{instrument.Name}/{tags[0].Value}"] = value;
            if (instrument.Name == "ecs.drops")
                causes.Add((string)tags[0].Value!);
        }
    }

    [Fact]
    public void Every_cause_has_a_name_of_its_own()
    {
        string[] names = [.. Enum.GetValues<DropCause>().Select(DropCauses.NameOf)];
        Assert.Equal(DropCauses.Count, names.Distinct().Count());
        Assert.DoesNotContain("other", names);
    }
}
