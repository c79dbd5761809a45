using Ecs.Protocol.Replicas;

namespace Ecs.Tests.Protocol.Replicas;

public sealed class MostUrgentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_first_of_the_order_come_to_the_front_whatever_the_rest_is(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var length = random.Next(1, 200);
            var spread = random.Next(1, 300);
            var items = Enumerable.Range(0, length).Select(index => new PendingItem(index, 0, 0, random.Next(spread))).ToArray();
            if (round % 3 == 1)
                Array.Sort(items);
            if (round % 3 == 2)
                Array.Reverse(items);
            var count = random.Next(0, length + 1);
            var expected = items.Order().Take(count).ToArray();
            var all = items.Order().ToArray();

            MostUrgent.ToFront(items, count);

            Assert.True(expected.SequenceEqual(items.Take(count).Order()), $"seed {seed}, round {round}: not the first {count} of {length}");
            Assert.True(all.SequenceEqual(items.Order()), $"seed {seed}, round {round}: something was lost");
        }
    }
}
