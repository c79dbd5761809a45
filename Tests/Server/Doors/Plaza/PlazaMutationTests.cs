using Ecs.Scenes.Doors.Plaza;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>
/// Damaged messages at the door: it never throws, they are counted by their cause, and honest players notice nothing.
/// <c>DOOR_MUTATIONS</c> says how many.
/// </summary>
public sealed class PlazaMutationTests(ITestOutputHelper output)
{
    private const int PerTick = 20;

    private static readonly byte[][] Corpus =
    [
        PlazaSaying.Update(1, 17.3710f, 28.1897f, 0, 31.9128f, 1_795_229_184),
        PlazaSaying.Update(0xFFFF_FFFF, 0, -1, float.MaxValue, 360, float.Epsilon),
        PlazaSaying.Chat(1, "hello"u8, 5),
        PlazaSaying.Chat(2, "привет ñ"u8, 5),
        PlazaSaying.Chat(2, "/help"u8, 5),
        [2, 0, 0, 0, 2],
        [3, 0, 0, 0, 2],
        [5, 0, 0],
        [7, 1],
        [17, 0, 0, 0, 1, 3, 65, 66, 67],
    ];

    [Fact]
    public void Damaged_messages_are_counted_and_nobody_else_is_affected()
    {
        var total = DeepRun.Or("DOOR_MUTATIONS", 20_000);
        const int seed = 1;
        var random = new Random(seed);
        using var rig = new PlazaRig();
        rig.Server.Server.Operators.Execute = static (_, line) => line;
        var (vandal, honest, listener) = (rig.Enter(1), rig.Enter(2), rig.Enter(3));
        listener.Forget();
        var (relayed, ticks) = (0, 0);
        for (var sent = 0; sent < total; sent += PerTick)
        {
            for (var count = 0; count < PerTick; count++)
                vandal.Send(Damage(random));

            honest.Hop(ticks % 100, 50, id: 2);
            rig.Run(1);
            var heard = listener.Updates.Where(static update => update.Id == 2).ToList();
            Assert.True(heard.Count == 1 && heard[0].X == ticks % 100, $"seed {seed}, tick {ticks}");
            Assert.True(vandal.Client.CloseCode == 0 && !vandal.Client.Stream.IsClosed, $"seed {seed}, tick {ticks}");
            relayed += heard.Count;
            ticks++;
            listener.Forget();
            vandal.Forget();
            honest.Forget();
        }

        Assert.Equal(ticks, relayed);
        DropCause[] causes =
        [
            DropCause.Malformed, DropCause.UnknownMessage, DropCause.OutOfOrder, DropCause.OutOfRange, DropCause.Empty, DropCause.TooLong,
            DropCause.Rate, DropCause.QueueFull,
        ];
        output.WriteLine($"seed {seed}: {total} messages, {string.Join(", ", causes.Select(cause => $"{DropCauses.NameOf(cause)} {rig.Drops(cause)}"))}");
        Assert.All(causes, cause => Assert.True(rig.Drops(cause) > 0, $"seed {seed}: nothing was counted as {cause}"));
        Assert.Equal(3, rig.Room.PlayerCount);
    }

    private static byte[] Damage(Random random)
    {
        var bytes = Corpus[random.Next(Corpus.Length)].ToArray();
        for (var changes = random.Next(4); changes > 0 && bytes.Length > 0; changes--)
            bytes = Damage(random, bytes);

        return bytes;
    }

    private static byte[] Damage(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                bytes[at] = random.Next(2) == 0 ? (byte)0x7F : (byte)0xFF;
                return bytes;
            case 3:
                return bytes[..at];
            case 4:
                return [.. bytes, .. new byte[random.Next(1, 40)]];
            case 5:
                return [.. bytes[..at], .. Corpus[random.Next(Corpus.Length)]];
            case 6:
                bytes[0] = (byte)random.Next(20);
                return bytes;
            case 7 when bytes.Length > 8:
                random.NextBytes(bytes.AsSpan(5, 4));
                return bytes;
            default:
                var text = new byte[random.Next(2_000)];
                text.AsSpan().Fill((byte)random.Next(32, 127));
                return PlazaSaying.Chat(1, text);
        }
    }
}
