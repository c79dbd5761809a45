using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Games;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>
/// Whoever says that it has what it has not, or says it in bytes of any kind, harms itself alone: what all others get stays the same, byte by
/// byte. SESSION_MUTATIONS says how many inputs the liar sends.
/// </summary>
[Collection(AloneLane.Name)]
public sealed class ForgedAcknowledgementTests(ITestOutputHelper output)
{
    private const int Others = 3;
    private const int PerTick = 40;
    private const long MostKept = 32L << 20;

    private static readonly int Lies = DeepRun.Or("SESSION_MUTATIONS", 100_000);

    private static readonly Lazy<Run> Honest = new(static () => new Run("", static (_, liar, _) => Acknowledge(liar, liar.Header.Tick)));

    private delegate void Lie(ServerRig rig, RawClient liar, Random random);

    [Fact]
    public void Ticks_of_which_nothing_was_sent() => Hold("never sent", static (rig, liar, random) => Acknowledge(liar, new((uint)random.Next((int)rig.Room.World.Tick.Value) | 1)));

    [Fact]
    public void Ticks_of_the_future() => Hold("future", static (rig, liar, random) => Acknowledge(liar, rig.Room.World.Tick + random.Next(1, 1 << random.Next(1, 31))));

    [Fact]
    public void Any_ticks() => Hold("random", static (_, liar, random) => Acknowledge(liar, new((uint)random.NextInt64(uint.MaxValue))));

    [Fact]
    public void What_others_have() => Hold("of another", static (rig, liar, _) => Acknowledge(liar, rig.Door.Sessions[0].AcknowledgedSnapshot));

    [Fact]
    public void Nothing_and_everything_in_turn() => Hold("nothing", static (_, liar, random) => Acknowledge(liar, random.Next(2) == 0 ? default : liar.Header.Tick));

    [Fact]
    public void Bytes_of_any_kind()
    {
        var body = new byte[InputBody.LongestBytes];
        var commands = new PlayerCommand[5];
        Hold("damaged", (rig, liar, random) =>
        {
            for (var index = 0; index < commands.Length; index++)
                commands[index] = new(rig.Room.World.Tick + (4 - index), 1, 2, default, Buttons.None);
            var length = InputBody.Write(body, liar.Header.Tick, commands.AsSpan(0, random.Next(6)));
            for (var flips = random.Next(1, 6); flips > 0; flips--)
                body[random.Next(length)] ^= (byte)(1 << random.Next(8));
            liar.Send(new Input(body.AsMemory(0, random.Next(3) == 0 ? random.Next(1, length + 1) : length)));
        });
    }

    private static void Acknowledge(RawClient client, Tick tick)
    {
        var body = new byte[16];
        client.Send(new Input(body.AsMemory(0, InputBody.Write(body, tick, []))));
    }

    private void Hold(string what, Lie lie)
    {
        var lied = new Run(what, lie);
        output.WriteLine($"{lied}; honest: {Honest.Value}");
        Assert.Equal(Honest.Value.Heard.Count, lied.Heard.Count);
        for (var number = 0; number < lied.Heard.Count; number++)
        {
            Assert.True(lied.Heard[number].Count > 50);
            Assert.Equal(Honest.Value.Heard[number], lied.Heard[number]);
        }

        Assert.InRange(lied.BytesInAnySecond, 0, Run.Budget);
        Assert.InRange(lied.Kept, long.MinValue, MostKept);
    }

    /// <summary>A room of three players and a spectator who lies, from the beginning to the last lie; the three hear the same for at least ten seconds.</summary>
    private sealed class Run
    {
        public const int Budget = 16 * 1024;

        private const int ComparedTicks = 600;

        private readonly string _what;
        private readonly int _lies;

        public Run(string what, Lie lie)
        {
            _what = what;
            var isCompared = true;
            using var rig = new ServerRig(
                1, 15, new NativeOptions { MalformedLimit = int.MaxValue, TickRate = 1_000 }, [new RoomOptions { Mode = "lookout", Bots = 12, SnapshotBudget = Budget }], LookoutMode.NewMap(), LookoutMode.Table);
            for (var number = 0; number < Others; number++)
            {
                var heard = new List<string>();
                Heard.Add(heard);
                var player = rig.Seat($"p{number}");
                player.Client.Pilot = new BotPilot(LookoutMode.Table, (ulong)number);
                player.Transport.Received = (_, message) =>
                {
                    if (isCompared)
                        heard.Add(Convert.ToHexString(message.Span));
                };
            }

            var liar = rig.Dial();
            liar.Authenticate("liar");
            liar.RequestEnter("", PlayerRole.Spectator);
            rig.RunUntil(() => liar.Has(MessageId.Entered), seconds: 5);
            var second = new Queue<int>();
            var now = 0;
            liar.Hearing = (id, message) => now += id == MessageId.SnapshotPart ? message.Length + Limits.DatagramHeadBytes + Limits.OuterHeadBytes : 0;
            var random = new Random(15);
            var before = GC.GetTotalMemory(true);
            for (var tick = 0; tick < Math.Max(ComparedTicks, Lies / PerTick); tick++)
            {
                // Ten seconds are enough to compare; what follows is for the server's health.
                isCompared = tick < ComparedTicks;
                var perTick = what.Length == 0 ? 1 : PerTick;
                for (var left = perTick; left > 0; left--, _lies++)
                    lie(rig, liar, random);
                rig.Run(1);
                second.Enqueue(now);
                now = 0;
                if (second.Count > 60)
                    second.Dequeue();
                BytesInAnySecond = Math.Max(BytesInAnySecond, second.Sum());
            }

            // Nobody was thrown out for saying too much: all of it was heard.
            Assert.Contains(rig.Door.Sessions, static session => session is { Name: "liar", State: NativeState.InRoom });
            Assert.Equal(0, rig.Drops(DropCause.Rate));
            Kept = GC.GetTotalMemory(true) - before;
            GC.KeepAlive(rig);
        }

        public List<List<string>> Heard { get; } = [];

        public int BytesInAnySecond { get; }

        public long Kept { get; }

        public override string ToString() => $"{_what}: {_lies} inputs, {BytesInAnySecond} bytes in a second at most, {Kept >> 10} KiB kept";
    }
}
