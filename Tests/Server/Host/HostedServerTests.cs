using System.Diagnostics;
using Ecs.Server;
using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Host;

/// <summary>A server inside another program: it looks on, types and asks for the end.</summary>
[Collection(AloneLane.Name)]
public sealed class HostedServerTests
{
    [Fact]
    public void An_observer_sees_every_tick_while_its_notices_are_still_there()
    {
        using var rig = new ServerRig();
        var seen = new Seen();
        rig.Server.Observer = seen.AfterTick;
        rig.Run(3);
        rig.Server.Say("hello");
        rig.Run(1);

        Assert.Equal([1, 2, 3, 4], seen.Ticks);
        Assert.Equal([0, 0, 0, 1], seen.Notices);
    }

    [Fact]
    public void What_the_observer_takes_is_a_stage_of_the_tick()
    {
        using var rig = new ServerRig();
        rig.Server.Observer = new Slow().AfterTick;
        rig.Run(1);

        Assert.True(rig.Server.Tick.Times.LastOf(ServerStage.Observe) >= Stopwatch.Frequency / 1000);
    }

    [Fact]
    public void A_host_types_commands_gets_answers_and_ends_the_server()
    {
        var stop = new StopRequest();
        using var metrics = new ServerMetrics();
        var options = new ServerOptions { Port = 0, Web = new WebOptions { Address = null } };
        Assert.Equal(ExitCode.Ok, RunningServer.TryOpen(options, TestGames.Parts, metrics, NullLoggerFactory.Instance, stop, out var server, out _));
        using (server)
        {
            using var ran = new CountdownEvent(10);
            server!.Server.Observer = new Counting(ran).AfterTick;
            var thread = new Thread(server.Run) { IsBackground = true };
            thread.Start();
            Assert.True(ran.Wait(Patience.Limit));
            Assert.True(server.Console.TryType("say hello"));
            Assert.Equal("Said: hello", WaitForAnswer(server));
            stop.TryMake("host");
            Assert.True(thread.Join(Patience.Limit));
        }

        Assert.Equal("host", stop.Reason);
    }

    private static string WaitForAnswer(RunningServer server)
    {
        string? answer = null;
        Assert.True(SpinWait.SpinUntil(() => server.Console.TryTakeAnswer(out answer), Patience.Limit));
        return answer!;
    }

    private sealed class Seen
    {
        public List<long> Ticks { get; } = [];

        public List<int> Notices { get; } = [];

        public void AfterTick(GameServer server)
        {
            Ticks.Add(server.Clock.Ticks);
            Notices.Add(server.Rooms.All[0].Notices.All.Length);
        }
    }

    private sealed class Slow
    {
        public void AfterTick(GameServer server)
        {
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(2))
                Thread.SpinWait(100);
        }
    }

    private sealed class Counting(CountdownEvent left)
    {
        public void AfterTick(GameServer server)
        {
            if (!left.IsSet)
                left.Signal();
        }
    }
}
