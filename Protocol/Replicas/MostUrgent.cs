namespace Ecs.Protocol.Replicas;

/// <summary>Finds what is most urgent without sorting all the rest.</summary>
internal static class MostUrgent
{
    /// <summary>Puts the first so many of the order to the front, in any order among themselves. No two may be equal.</summary>
    /// <param name="items">All of them.</param>
    /// <param name="count">From 0 to all.</param>
    public static void ToFront(Span<PendingItem> items, int count)
    {
        while (count > 0 && count < items.Length)
        {
            var middle = Split(items);
            if (middle >= count)
            {
                items = items[..middle];
            }
            else
            {
                // What lies before the middle is in front already, and so is the middle itself.
                items = items[(middle + 1)..];
                count -= middle + 1;
            }
        }
    }

    /// <summary>Puts one of them where it belongs, what comes before it before it and the rest behind; returns its place.</summary>
    private static int Split(Span<PendingItem> items)
    {
        var last = items.Length - 1;
        Order(ref items[0], ref items[last / 2]);
        Order(ref items[last / 2], ref items[last]);
        Order(ref items[0], ref items[last / 2]);
        (items[last / 2], items[last]) = (items[last], items[last / 2]);
        var pivot = items[last];
        var place = 0;
        for (var index = 0; index < last; index++)
        {
            if (items[index].CompareTo(pivot) >= 0)
                continue;

            (items[index], items[place]) = (items[place], items[index]);
            place++;
        }

        (items[place], items[last]) = (items[last], items[place]);
        return place;
    }

    private static void Order(ref PendingItem one, ref PendingItem other)
    {
        if (other.CompareTo(one) < 0)
            (one, other) = (other, one);
    }
}
