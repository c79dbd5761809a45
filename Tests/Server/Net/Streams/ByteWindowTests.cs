using Ecs.Server.Net.Streams;

namespace Ecs.Tests.Server.Net.Streams;

public sealed class ByteWindowTests
{
    [Fact]
    public void A_window_holds_what_came_last_and_never_more_than_its_limit()
    {
        var window = new ByteWindow(1000);
        byte next = 0, first = 0;
        for (var round = 0; round < 600; round++)
        {
            var count = Math.Min(window.Room, round % 333);
            foreach (ref var single in window.Extend(count))
                single = next++;

            Assert.InRange(window.Length, 0, 1000);
            var taken = window.Length * (round % 5) / 4;
            for (var index = 0; index < window.Length; index++)
                Assert.Equal((byte)(first + index), window.Bytes[index]);

            window.Consume(taken);
            first += (byte)taken;
        }
    }

    [Fact]
    public void More_than_there_is_or_fits_is_a_fault_of_the_caller()
    {
        var window = new ByteWindow(10);
        window.Add(new byte[6]);

        Assert.Throws<ArgumentOutOfRangeException>(() => window.Consume(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => window.Consume(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => window.Add(new byte[5]));
        Assert.Equal((6, 4), (window.Length, window.Room));
    }
}
