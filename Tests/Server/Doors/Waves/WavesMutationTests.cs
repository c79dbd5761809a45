using System.Globalization;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>Damaged frames beside an honest client.</summary>
public sealed class WavesMutationTests
{
    private const int Seed = 20_020;

    private static readonly byte[][] Escapes =
        [.. new[] { @"\udc00", @"\ud800\ud800", @"\u0000", @"\u", @"\x", @"\""", "\0" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    private static int Mutations => DeepRun.Or("DOOR_MUTATIONS", 20_000);

    [Fact]
    public void Damaged_frames_end_their_own_connection_at_most_and_are_counted_by_cause()
    {
        using var rig = new WavesRig(options: new WavesOptions { RoundsPerSecond = 100_000, RoundBurst = 100_000 });
        var honest = rig.Connect();
        rig.Run(5);
        var random = new Random(Seed);
        byte[][] corpus = [WavesWire.UserData(), WavesWire.UserData(ready: true), WavesWire.Keys(), WavesWire.Keys(4, 7, 22, 26, 44), WavesWire.Hello];
        var victims = 0;
        var sent = 0;
        MemoryWavesLink? victim = null;
        var rounds = honest.Rounds;
        var ticks = 0;
        while (sent < Mutations)
        {
            if (victim is null || victim.IsClosed)
            {
                victim = rig.Listener.Connect();
                victim.Send(WavesWire.Hello);
                victims++;
            }

            for (var i = 0; i < 8 && !victim.IsClosed; i++)
            {
                victim.Send(Mutate(random, corpus[random.Next(corpus.Length)], corpus));
                victim.Writes.Clear();
                sent++;
            }

            rig.Run(1);
            ticks++;
        }

        Assert.Equal(1, honest.Ship);
        Assert.InRange(honest.Rounds - rounds, ticks - 1, ticks);
        Assert.False(honest.Link.IsClosed);
        Assert.True(victims > 100, $"{victims} connections, seed {Seed}");
        Assert.True(rig.Drops(DropCause.Malformed) > 100, "malformed");
        Assert.True(rig.Drops(DropCause.TooLong) > 5, "too long");
        victim!.Break();
        rig.Run(3);
        Assert.Equal((1, 1), (rig.Room.PlayerCount, rig.Door.SessionCount));
        Assert.Single(rig.Rig.Server.Names.People);
    }

    [Fact]
    public void Damaged_payloads_never_throw_out_of_the_readers()
    {
        var random = new Random(Seed);
        byte[][] corpus = [.. new[] { WavesWire.UserDataText(true, false), WavesWire.UserDataText(false, true), WavesWire.KeysText(44) }
            .Select(System.Text.Encoding.UTF8.GetBytes)];
        var read = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var payload = Mutate(random, corpus[i % corpus.Length], corpus);
            read += WavesReader.TryReadUserData(payload, out _) ? 1 : 0;
            read += WavesReader.TryReadKeys(payload, out _) ? 1 : 0;
            WavesReader.TryReadLength(payload.AsSpan(0, Math.Min(64, payload.Length)), out var length);
            Assert.InRange(length, 0, WavesReader.PayloadLimit + 1);
        }

        Assert.InRange(read, 1, Mutations - 1);
    }

    /// <summary>The frame with the length that its payload has.</summary>
    private static byte[] WithLength(byte[] frame)
    {
        var length = (frame.Length - 64).ToString(CultureInfo.InvariantCulture).PadRight(64);
        return [.. System.Text.Encoding.ASCII.GetBytes(length), .. frame[64..]];
    }

    /// <summary>Bits, bytes, lengths, cuts, splices, repeats and escapes.</summary>
    private static byte[] Mutate(Random random, byte[] original, byte[][] corpus)
    {
        var bytes = (byte[])original.Clone();
        for (var changes = random.Next(3); changes >= 0; changes--)
        {
            switch (random.Next(10))
            {
                case 0 when bytes.Length > 0:
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when bytes.Length > 0:
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    break;
                case 2 when bytes.Length > 8:
                    bytes[random.Next(8)] = (byte)('0' + random.Next(10)); // The length lies.
                    break;
                case 3:
                    bytes = bytes[..random.Next(bytes.Length + 1)];
                    break;
                case 4:
                    bytes = [.. bytes, .. corpus[random.Next(corpus.Length)]];
                    break;
                case 5 when bytes.Length > 70:
                    bytes[64 + random.Next(bytes.Length - 64)] = "[]{},:\"tfn0"u8[random.Next(11)];
                    break;
                case 8 or 9 when bytes.Length > 66:
                    // A name that may be spelled like this is where a library's unescaping shows what it throws.
                    var name = bytes.AsSpan(65).IndexOf((byte)'"') is >= 0 and var quote ? 66 + quote : 65;
                    bytes = WithLength([.. bytes[..name], .. Escapes[random.Next(Escapes.Length)], .. bytes[name..]]);
                    break;
                case 7 when bytes.Length > 64:
                    var length = random.Next(20_000_000).ToString(CultureInfo.InvariantCulture).PadRight(64);
                    bytes = [.. System.Text.Encoding.ASCII.GetBytes(length), .. bytes[64..]];
                    break;
                case 6 when bytes.Length > 0:
                    var at = random.Next(bytes.Length);
                    bytes = [.. bytes[..at], .. corpus[random.Next(corpus.Length)], .. bytes[at..]];
                    break;
            }
        }

        return bytes;
    }
}
