using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Protocol;

public class RoundTripTests
{
    private const int Rounds = 1_000;

    [Fact]
    public void Every_message_of_the_assembly_is_a_case_here()
    {
        var types = typeof(MessageCodec).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(face =>
                face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IMessage<>)))
            .Select(type => type.Name);

        Assert.Equal(types.Order(), MessageCases.All.Select(item => item.Name).Order());
    }

    [Theory]
    [MemberData(nameof(MessageCases.Names), MemberType = typeof(MessageCases))]
    public void What_is_written_reads_back_equal(string name)
    {
        var item = MessageCases.Named(name);
        Assert.Null(item.RoundTrip(null));
        for (var seed = 0; seed < Rounds; seed++)
        {
            var difference = item.RoundTrip(new Random(seed));
            Assert.True(difference is null, $"seed {seed}: {difference}");
        }
    }

    [Theory]
    [MemberData(nameof(MessageCases.Names), MemberType = typeof(MessageCases))]
    public void A_message_fits_its_lane_even_when_every_field_is_at_its_limit(string name)
    {
        var item = MessageCases.Named(name);
        for (var seed = 0; seed < Rounds; seed++)
            Assert.True(item.EncodeRandom(new Random(seed)).Length <= item.Lane.ByteLimit(), $"seed {seed}");
    }

    [Fact]
    public void Commands_of_an_input_read_back_equal()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var commands = RandomCommands(random);
            var snapshot = new Tick(MessageCases.U32(random));
            var bytes = new byte[InputBody.LongestBytes];
            var length = InputBody.Write(bytes, snapshot, commands);
            var read = new PlayerCommand[Limits.CommandsPerInput];

            Assert.True(InputBody.TryRead(bytes.AsSpan(0, length), out var acknowledged, read, out var count), $"seed {seed}");
            Assert.Equal(snapshot, acknowledged);
            Assert.Equal(commands[..count], read[..count]);
            Assert.True(count == commands.Length || length > InputBody.LongestBytes - 26, $"seed {seed}: {count} of {commands.Length} in {length} bytes");
        }
    }

    [Fact]
    public void What_was_seen_and_a_wish_cost_nothing_while_they_stay()
    {
        var command = new PlayerCommand(new(100), 1, 2, new(3), Buttons.Fire)
        {
            SeenAge = 1_500,
            Wish = new(IsPresent: true, new(-1), new(2), new(3), new(4)),
        };
        PlayerCommand[] commands = [.. Enumerable.Range(0, Limits.CommandsPerInput).Select(index => command with { Tick = new((uint)(100 - index)) })];
        var bytes = new byte[InputBody.LongestBytes];

        Assert.Equal(37, InputBody.Write(bytes, default, commands)); // 70 bits, 50 + 17 + 112 of the first, one each
    }

    [Fact]
    public void An_input_that_does_not_fit_writes_nothing()
    {
        var commands = RandomCommands(new Random(1));
        var bytes = new byte[InputBody.LongestBytes];
        var length = InputBody.Write(bytes, default, commands);

        Assert.Equal(0, InputBody.Write(bytes.AsSpan(0, length - 1), default, commands));
    }

    /// <summary>1 to 48 consecutive commands, newest first; about half repeat their neighbour, some ticks wrap.</summary>
    private static PlayerCommand[] RandomCommands(Random random)
    {
        var commands = new PlayerCommand[random.Next(1, Limits.CommandsPerInput + 1)];
        var newest = new Tick(MessageCases.U32(random));
        for (var index = 0; index < commands.Length; index++)
        {
            commands[index] = index > 0 && random.Next(2) == 0
                ? commands[index - 1] with { Tick = newest + -index }
                : new(
                    newest + -index,
                    (sbyte)random.Next(-128, 128),
                    (sbyte)random.Next(-128, 128),
                    new(MessageCases.U16(random)),
                    (Buttons)MessageCases.U16(random))
                {
                    SeenAge = random.Next(2) == 0 ? MessageCases.U16(random) : (ushort)0,
                    Wish = random.Next(4) > 0
                        ? default
                        : new(IsPresent: true, Place(random), Place(random), Place(random), new(MessageCases.U16(random))),
                };
        }

        return commands;
    }

    private static Fixed Place(Random random) => new(unchecked((int)MessageCases.U32(random)));
}
