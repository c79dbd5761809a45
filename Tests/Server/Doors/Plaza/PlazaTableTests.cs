using Ecs.Scenes.Doors.Plaza;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>The constants of the original, one by one.</summary>
public sealed class PlazaTableTests
{
    [Fact]
    public void Client_update_rate_is_ten_a_second_and_each_is_relayed_within_a_tick()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(123), rig.Enter(77));
        listener.Forget();
        for (var second = 0; second < 10; second++)
        {
            for (var update = 0; update < 10; update++)
            {
                person.Hop(second * 10, update);
                rig.Run(1);
                Assert.Equal((update + 1) + (10 * second), listener.Updates.Count);
                rig.Run(5);
            }
        }

        Assert.Equal(100, listener.Updates.Count);
    }

    [Fact]
    public void Server_world_loop_is_every_tenth_of_a_second()
    {
        using var rig = new PlazaRig();
        var person = rig.Enter(123);
        person.Forget();
        rig.RunSeconds(10);

        Assert.InRange(person.Of(5).Count, 99, 101);
        Assert.Empty(person.Updates); // who stands is not told again
    }

    [Fact]
    public void A_server_that_cannot_keep_up_tells_the_world_half_as_often_and_hops_as_ever()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(123), rig.Enter(77));
        listener.Forget();
        rig.Server.Server.Clock.IsBehind = true;
        for (var update = 0; update < 100; update++)
        {
            person.Hop(update, 0);
            rig.Run(6);
        }

        Assert.InRange(listener.Of(5).Count, 49, 51);
        Assert.Equal(100, listener.Updates.Count);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(100f, 100f)]
    [InlineData(0f, 100f)]
    [InlineData(99.99999f, 1e-30f)]
    [InlineData(-2.25f, 1.5f)] // nothing forbids more
    public void Area_used_by_the_client_is_all_there(float x, float y)
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(123), rig.Enter(77));
        listener.Forget();
        person.Hop(x, y, 300, 359.5f);
        rig.Run(1);

        var update = Assert.Single(listener.Updates);
        Assert.Equal((x, y, 300f, 359.5f), (update.X, update.Y, update.Z, update.Rotation));
    }

    [Fact]
    public void Chat_length_is_a_u32_and_64_KiB_are_a_message_but_no_line()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(123), rig.Enter(77));
        person.Send(PlazaSaying.Chat(123, new byte[65_536 - 13]));
        rig.Run(1);
        Assert.Equal(1, rig.Drops(DropCause.TooLong));
        Assert.Equal(0, person.Client.CloseCode);

        person.Send(PlazaSaying.Chat(123, new byte[65_536 - 12]));
        rig.Run(3);
        person.Hear();
        Assert.Equal(1009, person.Client.CloseCode);
        Assert.Equal((3, 123u), (listener.Sayings[^1].Type, listener.Sayings[^1].Id));
        Assert.Empty(listener.Chat);
    }

    [Fact]
    public void Default_port_is_8000() => Assert.Equal(8000, TestGames.Parts.Known.Door("plaza")!.Port);
}
