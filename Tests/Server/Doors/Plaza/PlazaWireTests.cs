using Ecs.Server.Doors.Plaza;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Tests.Simulation;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>Bytes of the original client and server, both ways.</summary>
public sealed class PlazaWireTests
{
    private const string Update = "01000000633F8000004000000040400000 4080000040A00000";
    private const string Greeting = "04000001F40000000FD0BFD180D0B8D0B2D0B5D18220C3B14ED6020C"; // "привет ñ" as it was recorded

    [Fact]
    public void An_update_of_the_original_reads_and_writes()
    {
        Assert.True(PlazaWire.TryReadUpdate(Bytes(Update), out var place));
        Assert.Equal(new PlazaPlace(1, 2, 3, 4), place);

        var written = new byte[PlazaWire.UpdateBytes];
        Assert.Equal(25, PlazaWire.WriteUpdate(written, 99, place, 5));
        Assert.Equal(Bytes(Update), written);
    }

    [Fact]
    public void Join_and_leave_of_the_original_write()
    {
        var written = new byte[PlazaWire.PresenceBytes];
        Assert.Equal(5, PlazaWire.WriteJoin(written, 2));
        Assert.Equal(Bytes("0200000002"), written);
        Assert.Equal(5, PlazaWire.WriteLeave(written, 500));
        Assert.Equal(Bytes("03000001F4"), written);
    }

    [Fact]
    public void A_chat_message_of_the_original_reads_and_writes()
    {
        Assert.True(PlazaWire.TryReadChat(Bytes(Greeting), out var text));
        Assert.Equal("привет ñ"u8, text);

        var written = new byte[64];
        Assert.Equal(28, PlazaWire.WriteChat(written, 500, "привет ñ", 1_795_229_184));
        Assert.Equal(Bytes(Greeting), written[..28]);
        Assert.Equal(13, PlazaWire.WriteChat(written, 500, "", 1_795_229_184));
        Assert.Equal(Bytes("04000001F4000000004ED6020C"), written[..13]);
    }

    [Fact]
    public void Our_own_messages_are_as_the_page_has_them()
    {
        var written = new byte[64];
        Assert.Equal(3, PlazaWire.WriteStateHead(written, 2));
        Assert.Equal(20, PlazaWire.WriteStateEntry(written.AsSpan(3), 99, new PlazaPlace(1, 2, 3, 4)));
        Assert.Equal(Bytes("050002 00000063 3F800000 40000000 40400000 40800000"), written[..23]);
        Assert.Equal(9, PlazaWire.WriteName(written, 99, "Ann"));
        Assert.Equal(Bytes("11 00000063 03 416E6E"), written[..9]);
    }

    [Fact]
    public void The_map_is_its_area_and_its_walls()
    {
        var map = Scene.Field(2, Scene.Area(-1, 0, 1, 2));

        Assert.Equal(Bytes("12 C0000000C00000004000000040000000 0001 BF800000000000003F80000040000000"), PlazaWire.MapOf(map));
        Assert.Equal(19 + (4 * 16), PlazaWire.MapOf(TestMaps.Load("plaza")).Length);
    }

    [Fact]
    public void A_map_of_too_many_walls_still_fits_into_a_frame()
    {
        var walls = Enumerable.Range(0, 5_000)
            .Select(static index => (X: index % 100, Y: index / 100))
            .Select(static at => Scene.Area(at.X, at.Y, at.X + 1, at.Y + 1));

        Assert.InRange(PlazaWire.MapOf(Scene.Field(1_000, [.. walls])).Length, 64_000, 65_535);
    }

    [Fact]
    public void What_is_shorter_or_longer_or_of_another_type_is_no_update_and_no_chat()
    {
        var (update, chat) = (Bytes(Update), Bytes(Greeting));
        for (var length = 0; length < 40; length++)
        {
            Assert.Equal(length == update.Length, PlazaWire.TryReadUpdate(Sized(update, length), out _));
            Assert.Equal(length == chat.Length, PlazaWire.TryReadChat(Sized(chat, length), out _));
        }

        Assert.False(PlazaWire.TryReadUpdate([2, .. update[1..]], out _));
        Assert.False(PlazaWire.TryReadChat([1, .. chat[1..]], out _));
    }

    [Theory]
    [InlineData(0xFFFF_FFFFu)]
    [InlineData(0x8000_0000u)]
    [InlineData(14u)]
    [InlineData(16u)]
    public void A_chat_that_lies_about_its_length_is_none(uint length)
    {
        var bytes = Bytes(Greeting);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), length);

        Assert.False(PlazaWire.TryReadChat(bytes, out _));
    }

    [Fact]
    public void Places_become_wishes_to_the_nearest_step_and_come_back() => Seeded.Run(1_000, random =>
    {
        var place = new PlazaPlace(Any(random, 100), Any(random, 100), Any(random, 4), Any(random, 360));
        var wish = place.ToWish();
        var back = PlazaPlace.From(new Position { X = wish.X, Y = wish.Y }, new Stance { Z = wish.Z, Facing = wish.Facing });

        Assert.InRange(Math.Abs(back.X - place.X), 0, 0.5f / 4096);
        Assert.InRange(Math.Abs(back.Y - place.Y), 0, 0.5f / 4096);
        Assert.InRange(Math.Abs(back.Z - place.Z), 0, 0.5f / 4096);
        Assert.InRange(Math.Abs(MathF.IEEERemainder(back.Rotation - place.Rotation, 360)), 0, 180f / 65_536 + 1e-4f);
    });

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(90f, 16_384)]
    [InlineData(359.5f, 65_445)]
    [InlineData(360f, 0)]
    [InlineData(-90f, 49_152)]
    [InlineData(720.0f, 0)]
    public void Degrees_become_steps_of_a_turn(float degrees, int steps) =>
        Assert.Equal(new Angle((ushort)steps), new PlazaPlace(0, 0, 0, degrees).ToWish().Facing);

    [Theory]
    [InlineData(float.MaxValue, Fixed.WorldLimitRaw)]
    [InlineData(float.MinValue, -Fixed.WorldLimitRaw)]
    [InlineData(float.Epsilon, 0)]
    [InlineData(-0f, 0)]
    [InlineData(1e-4f, 0)]
    [InlineData(1.5f, 6_144)]
    public void Numbers_of_any_size_become_places_of_the_world(float value, int raw)
    {
        var wish = new PlazaPlace(value, value, value, value).ToWish();

        Assert.Equal((new Fixed(raw), new Fixed(raw), new Fixed(raw)), (wish.X, wish.Y, wish.Z));
    }

    private static float Any(Random random, int limit) => random.NextSingle() * limit;

    private static byte[] Sized(byte[] bytes, int length) => [.. bytes.Concat(new byte[64]).Take(length)];

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
