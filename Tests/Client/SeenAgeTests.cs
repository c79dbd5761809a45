using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Client;

/// <summary>What commands say of the moment in which their player saw others.</summary>
public class SeenAgeTests
{
    private static readonly LinkConditions Way = new() { Delay = TimeSpan.FromMilliseconds(50) };

    private readonly PlayerCommand[] _commands = new PlayerCommand[Limits.CommandsPerInput];
    private readonly List<PlayerCommand> _sent = [];

    [Fact]
    public void Who_shoots_or_strikes_says_which_moment_was_drawn_and_nobody_else_does()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Bots = 8 });
        var player = rig.Seat("ana", Way, Way, static options => options with { Interpolates = true });
        rig.RunSeconds(3);
        player.Transport.Sending = Hear;
        foreach (var buttons in (Buttons[])[Buttons.None, Buttons.Fire, Buttons.Special])
        {
            player.Client.Intent = new PlayerIntent(0, 0, default, buttons);
            for (var tick = 0; tick < 60; tick++)
            {
                rig.Run(1);
                var command = _sent[^1];
                var drawn = player.Client.Interpolation!.Moment;
                var age = (command.Tick.Since(drawn.Tick) * 256) - drawn.Part;
                Assert.Equal((buttons, buttons == Buttons.None ? 0 : age), (command.Buttons, command.SeenAge));

                // Nothing newer than what can have come, and the way there and back and the buffer old.
                Assert.InRange(rig.Room.World.Tick.Since(drawn.Tick), 3, 14);
                Assert.InRange(age, 256 * 6, 256 * 20);
            }
        }
    }

    [Fact]
    public void Whoever_looks_at_the_newest_snapshot_says_its_tick()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Bots = 8 });
        var player = rig.Seat("ana", Way, Way);
        rig.RunSeconds(3);
        player.Transport.Sending = Hear;
        player.Client.Intent = new PlayerIntent(0, 0, default, Buttons.Fire);
        for (var tick = 0; tick < 60; tick++)
        {
            rig.Run(1);
            Assert.Equal(_sent[^1].Tick.Since(player.Client.Snapshot.Tick) * 256, _sent[^1].SeenAge);
        }
    }

    /// <summary>Keeps the newest command of each packet.</summary>
    private void Hear(Lane lane, byte[] message)
    {
        if (lane == Lane.Stream
            && MessageCodec.TryDecode(message, out Input input) == ReadFault.None
            && InputBody.TryRead(input.Body.Span, out _, _commands, out var count)
            && count > 0)
        {
            _sent.Add(_commands[0]);
        }
    }
}
