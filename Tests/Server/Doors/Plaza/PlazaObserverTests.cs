using System.Net;
using System.Text;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>Those who only ask, in numbers.</summary>
public sealed class PlazaObserverTests
{
    private const int Seconds = 10;
    private const int Questions = 100_000;
    private const int TicksPerHop = 6;

    [Fact]
    public void Ten_thousand_questions_a_second_under_ever_new_names_cost_the_players_nothing_and_name_no_figure()
    {
        using var rig = new PlazaRig(bots: 3);
        var walker = rig.Enter(1, "?name=Ann");
        var watcher = rig.Enter(2);
        var rate = rig.Room.Options.TickRate;
        var series = MeterReading.Of(rig.Server.Metrics).Keys;
        Assert.NotEmpty(series);
        watcher.Forget();

        var askers = new Queue<MemoryStreamClient>();
        var answers = new Dictionary<string, int>(StringComparer.Ordinal);
        int asked = 0, hops = 0, ticks = 0;
        for (; ticks < Seconds * rate || askers.Count != 0; ticks++)
        {
            for (; asked < Questions && asked < (ticks + 1) * (Questions / Seconds) / rate; asked++)
            {
                var asker = rig.Streams.Connect(new IPAddress([198, 51, 100, (byte)(asked % 250)]));
                asker.Send(Encoding.ASCII.GetBytes($"GET /rooms?name=crowd{asked} HTTP/1.1\r\nHost: h{asked}\r\n\r\n"));
                askers.Enqueue(asker);
            }

            if (ticks % TicksPerHop == 0)
                walker.Hop(++hops, hops);

            rig.Run(1);
            while (askers.TryPeek(out var first) && first.IsClosed)
            {
                var answer = Encoding.UTF8.GetString(askers.Dequeue().TakeAll());
                answers[answer] = answers.GetValueOrDefault(answer) + 1;
            }

            Assert.InRange(ticks, 0, 60 * rate);
        }

        rig.Run(2);
        var seconds = (ticks / rate) + 1;
        var refused = answers.Single(static pair => pair.Key.StartsWith("HTTP/1.1 429 ", StringComparison.Ordinal)).Value;
        var lists = answers.Where(static pair => pair.Key.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)).ToList();
        var listed = lists.Sum(static pair => pair.Value);

        Assert.Equal(Questions, listed + refused);
        Assert.InRange(listed, Seconds * 100, (seconds * 100) + 200);
        Assert.InRange(lists.Count, 1, seconds);
        Assert.Equal(refused, rig.Drops(DropCause.Rate));
        Assert.Equal(hops, watcher.Updates.Count(static update => update.Id == 1));
        Assert.Equal(series, MeterReading.Of(rig.Server.Metrics).Keys);
    }

    [Fact]
    public void One_address_that_asks_without_end_does_not_ask_for_all()
    {
        using var rig = new PlazaRig();
        var greedy = IPAddress.Parse("198.51.100.1");
        int given = 0, refused = 0;
        for (var tick = 0; tick < 5 * rig.Room.Options.TickRate; tick++)
        {
            for (var count = 0; count < 10; count++)
                given += Ask(rig, greedy) ? 1 : 0;

            refused += tick % 60 == 59 && !Ask(rig, IPAddress.Parse("198.51.100.2")) ? 1 : 0;
            rig.Run(1);
        }

        Assert.InRange(given, 100, 145);
        Assert.Equal(0, refused);

        static bool Ask(PlazaRig rig, IPAddress from)
        {
            var asker = rig.Streams.Connect(from);
            asker.Send("GET /rooms HTTP/1.1\r\nHost: h\r\n\r\n"u8);
            rig.Door.Receive(TimeSpan.Zero);
            rig.Door.Flush(TimeSpan.Zero);
            return Encoding.UTF8.GetString(asker.TakeAll()).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);
        }
    }
}
