using Ecs.Client.Inputs;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;
using Xunit.Abstractions;

namespace Ecs.Tests.Client.Interpolation;

/// <summary>
/// What is drawn of others on a network of 100 ms that jitters by 30 ms and loses 3 %, in every mode, against what they really did.
/// <c>DRAWN_SECONDS=600</c> draws for longer.
/// </summary>
public class DrawnMotionTests(ITestOutputHelper output)
{
    private const int NormalSeconds = 12;
    private const int Bots = 12;
    private const int Clients = 3;

    private static readonly LinkConditions Jittery = new()
    {
        Delay = TimeSpan.FromMilliseconds(70),
        Jitter = TimeSpan.FromMilliseconds(60),
        Loss = 0.03,
    };

    public static TheoryData<string> Modes => TestGames.Names;

    [Theory]
    [MemberData(nameof(Modes))]
    public void No_step_is_larger_than_speed_allows_and_no_leap_is_smeared(string mode)
    {
        var seconds = DeepRun.Or("DRAWN_SECONDS", NormalSeconds);
        using var rig = new ServerRig(seed: 7, null, new RoomOptions { Name = mode, Mode = mode, Bots = Bots, PlayerLimit = 64, Seed = 7 });
        var truth = new TrueMotion();
        var watched = new List<DrawnMotion>();
        for (var number = 0; number < Clients; number++)
        {
            var player = rig.Invite($"p{number}", Jittery, Jittery, static options => options with { Interpolates = true });
            player.Client.Pilot = new BotPilot(TestGames.Shipped, (ulong)number);
            watched.Add(new DrawnMotion(player.Client, truth));
        }

        for (var tick = 0; tick < seconds * rig.Room.Options.TickRate; tick++)
        {
            rig.Run(1);
            truth.Take(rig.Room.World);
            foreach (var drawn in watched)
                drawn.Draw();
        }

        foreach (var drawn in watched)
        {
            output.WriteLine($"{mode}, seed {rig.Seed}, {truth.Leaps} true leaps: {drawn.What}");
            Assert.True(drawn is { TooLarge: 0, Smeared: 0, Untrue: 0 }, $"{mode}, seed {rig.Seed}: {drawn.What}");
            Assert.True(drawn.ToldLate <= 1 + (drawn.Steps / 40_000), $"{mode}, seed {rig.Seed}: {drawn.What}");
            Assert.True(drawn.Steps > seconds * 100, $"{mode}, seed {rig.Seed}: {drawn.What}");
        }
    }
}
