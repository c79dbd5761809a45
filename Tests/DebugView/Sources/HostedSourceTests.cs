using Ecs.DebugView.Sources.Hosted;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Tests.Server.Options;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.DebugView.Sources;

/// <summary>The server in the window's process, whose rooms open and close while it is watched.</summary>
[Collection(SocketLane.Name)]
public sealed class HostedSourceTests
{
    [Fact]
    public void Whoever_wishes_for_a_room_that_has_closed_watches_one_that_is_there()
    {
        using var metrics = new ServerMetrics();
        var code = HostedSource.TryOpen(
            Settings.FromLine("--port", "0", "--web", "off"), TestGames.Parts, metrics, NullLoggerFactory.Instance, new StopRequest(), out var source, out var fault);
        Assert.Equal((ExitCode.Ok, ""), (code, fault));
        using (source)
        {
            source!.Commands.TryType("room open duel survival");
            Await(() => source.RoomCount == 2);
            source.Wishes.Room = 1;
            Await(() => Watched() == ("duel", true));

            source.Commands.TryType("room close duel");
            Await(() => source.RoomCount == 1);
            source.Wishes.Room = 1;
            Await(() => Watched() == ("arena", false));
            Assert.Equal(0, source.Wishes.Room);
        }

        (string? Room, bool IsRound) Watched()
        {
            source.Update();
            return (source.Facts?.Room, source.Facts is { HasRoundBodies: true });
        }
    }

    private static void Await(Func<bool> isSo) => Assert.True(SpinWait.SpinUntil(isSo, TimeSpan.FromMinutes(1)));
}
