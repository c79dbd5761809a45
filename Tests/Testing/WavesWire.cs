using System.Globalization;
using System.Text;

namespace Ecs.Tests.Testing;

/// <summary>Frames of the wave shooter as its original programs write them; none of the door's own code is in it.</summary>
internal static class WavesWire
{
    public const int Header = 64;

    public static byte[] Hello { get; } = Frame("hello");

    public static byte[] Frame(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        return [.. Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture).PadRight(Header)), .. bytes];
    }

    public static string UserDataText(bool connection, bool ready) =>
        $$"""{"connection": {{(connection ? "true" : "false")}}, "ready": {{(ready ? "true" : "false")}}}""";

    public static byte[] UserData(bool connection = true, bool ready = false) => Frame(UserDataText(connection, ready));

    /// <summary>All 512 keys, of which these scan codes are down.</summary>
    public static string KeysText(params int[] down) =>
        "[" + string.Join(", ", Enumerable.Range(0, 512).Select(code => down.Contains(code) ? "true" : "false")) + "]";

    public static byte[] Keys(params int[] down) => Frame(KeysText(down));

    public static byte[] Round(bool ready = false, params int[] down) => [.. UserData(ready: ready), .. Keys(down)];

    /// <summary>The payloads of so many frames, which are all that the bytes hold.</summary>
    public static string[] Split(ReadOnlySpan<byte> bytes, int count)
    {
        var payloads = new string[count];
        for (var i = 0; i < count; i++)
        {
            Assert.True(bytes.Length >= Header, $"frame {i} has no header");
            var header = Encoding.ASCII.GetString(bytes[..Header]);
            var length = int.Parse(header.TrimEnd(' '), NumberStyles.None, CultureInfo.InvariantCulture);
            Assert.Equal(header, length.ToString(CultureInfo.InvariantCulture).PadRight(Header));
            payloads[i] = Encoding.UTF8.GetString(bytes.Slice(Header, length));
            bytes = bytes[(Header + length)..];
        }

        Assert.True(bytes.IsEmpty, $"{bytes.Length} bytes after frame {count}");
        return payloads;
    }
}
