using System.Diagnostics.Metrics;
using Ecs.Server.Metrics;

namespace Ecs.Tests.Testing;

/// <summary>What a listener to the server's meter reads at one moment.</summary>
internal static class MeterReading
{
    /// <summary>Values by series: the instrument's name, and behind a slash the value of its label where it has one.</summary>
    public static SortedDictionary<string, double> Of(ServerMetrics metrics)
    {
        var read = new SortedDictionary<string, double>(StringComparer.Ordinal);
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
        return read;

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.InRange(tags.Length, 0, 1);
            read[tags.Length == 0 ? instrument.Name : $"{instrument.Name}/{tags[0].Value}"] = value;
        }
    }
}
