using Ecs.Server.Redis;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Redis;

/// <summary>What the tick's thread does for a Redis leaves nothing to collect.</summary>
[Collection(AloneLane.Name)]
public sealed class PresenceAllocationTests
{
    [Theory]
    [InlineData("argentum")]
    [InlineData("arena")]
    public void Leaving_who_is_here_allocates_nothing_once_warm(string mode)
    {
        using var rig = new PresenceRig(mode: mode);
        for (var person = 0; person < 20; person++)
            rig.Enter($"Person{person}");
        var exchange = new PresenceExchange();
        var list = new PresenceList();

        Allocations.AssertNoneOnceWarm(() => exchange.Leave(rig.Server.Names, 20));

        list = exchange.Take(list);
        Assert.Equal((20, 20, true), (list.Count, list.Sessions, list[0].IsPlaying));
        Assert.Same(list, exchange.Take(list));
    }
}
