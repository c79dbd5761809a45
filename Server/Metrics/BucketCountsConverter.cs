using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecs.Server.Metrics;

/// <summary>Reads and writes the counts of a histogram as an array of pairs.</summary>
internal sealed class BucketCountsConverter : JsonConverter<BucketCounts>
{
    public override BucketCounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var numbers = new List<long>();
        Expect(ref reader, JsonTokenType.StartArray, isFirst: true);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            Expect(ref reader, JsonTokenType.Number);
            numbers.Add(reader.GetInt64());
            Expect(ref reader, JsonTokenType.Number);
            numbers.Add(reader.GetInt64());
            Expect(ref reader, JsonTokenType.EndArray);
        }

        return reader.TokenType == JsonTokenType.EndArray ? new BucketCounts([.. numbers]) : throw new JsonException("no pair of a bound and a count");
    }

    public override void Write(Utf8JsonWriter writer, BucketCounts value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var index = 0; index < value.Count; index++)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value[index].Bound);
            writer.WriteNumberValue(value[index].Count);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, bool isFirst = false)
    {
        if ((!isFirst && !reader.Read()) || reader.TokenType != type)
            throw new JsonException("no pair of a bound and a count");
    }
}
