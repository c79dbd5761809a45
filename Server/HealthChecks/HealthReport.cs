using System.Buffers;
using System.Text.Json;

namespace Ecs.Server.HealthChecks;

/// <summary>How the server is at one moment.</summary>
/// <param name="IsLive">The tick goes on.</param>
/// <param name="IsReady">It is live, and whoever comes now may play.</param>
/// <param name="TickAge">Time since the last tick; zero before the first.</param>
/// <param name="Unready">Why it is not live or not ready, a sentence each.</param>
/// <param name="Degraded">What does not work although players may come, a sentence each.</param>
public sealed record HealthReport(bool IsLive, bool IsReady, TimeSpan TickAge, IReadOnlyList<string> Unready, IReadOnlyList<string> Degraded)
{
    /// <summary>One word: <c>down</c>, <c>unready</c>, <c>degraded</c> or <c>ok</c>.</summary>
    public string Status => !IsLive ? "down" : !IsReady ? "unready" : Degraded.Count != 0 ? "degraded" : "ok";

    /// <summary>The status and everything that is wrong, on one line.</summary>
    public string Line
    {
        get
        {
            string[] reasons = [.. Unready, .. Degraded];
            return reasons.Length == 0 ? Status : $"{Status}: {string.Join("; ", reasons)}";
        }
    }

    /// <summary>As JSON: <c>{"status","tickAgeSeconds","reasons":[...]}</c>.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status", Status);
            json.WriteNumber("tickAgeSeconds", Math.Round(TickAge.TotalSeconds, 3));
            json.WriteStartArray("reasons");
            foreach (var reason in Unready)
                json.WriteStringValue(reason);
            foreach (var reason in Degraded)
                json.WriteStringValue(reason);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
