using LiteNetLib.Wire;

namespace LiteNetLib.Fragments;

/// <summary>
/// Puts the fragmented messages of one peer together within a memory bound. A part that does not fit now is refused before it is
/// acknowledged, so the sender tries again; the part that a channel waits for next may use the whole bound, others half of it, so a channel
/// always gets on. A message that can never fit is dropped for good.
/// </summary>
internal sealed class FragmentAssembler(int memoryLimit, int groupLimit, int partLimit, NetDrops drops)
{
    private readonly Dictionary<ushort, FragmentGroup> _groups = [];
    private readonly List<ushort> _expired = [];

    /// <summary>Bytes held for unfinished messages.</summary>
    public int Memory { get; private set; }

    public int Count => _groups.Count;

    /// <summary>Whether the part may be acknowledged and added; false asks the sender to try again later.</summary>
    public bool Admits(FragmentLayout part, int length, int channelId, bool isNext)
    {
        if (IsLie(part) || IsTooLarge(part, length, channelId))
        {
            return true;
        }

        int cost = ArrayCost(length);
        if (!_groups.TryGetValue(part.Id, out FragmentGroup? group))
        {
            if (_groups.Count >= groupLimit)
            {
                drops.Count(DropCause.FragmentMemory);
                return false;
            }

            cost += part.Total * FragmentGroup.SlotCost;
        }
        else if (group.Total != part.Total || group.ChannelId != channelId || group.Has(part.Index))
        {
            return true;
        }

        if (Memory + cost <= (isNext ? memoryLimit : memoryLimit / 2))
        {
            return true;
        }

        drops.Count(DropCause.FragmentMemory);
        return false;
    }

    /// <summary>Adds an admitted part; true when it was the last one, with the message in an array from the shared pool.</summary>
    public bool Add(FragmentLayout part, ReadOnlySpan<byte> data, int channelId, long now, out byte[] message, out int length)
    {
        message = [];
        length = 0;
        if (IsLie(part))
        {
            drops.Count(DropCause.BadFragment);
            return false;
        }

        if (IsTooLarge(part, data.Length, channelId))
        {
            drops.Count(DropCause.FragmentedMessageTooLarge);
            return false;
        }

        if (!_groups.TryGetValue(part.Id, out FragmentGroup? group))
        {
            group = new FragmentGroup(part.Total, channelId);
            _groups.Add(part.Id, group);
            Memory += group.Cost;
        }
        else if (group.Total != part.Total || group.ChannelId != channelId || group.Has(part.Index))
        {
            drops.Count(DropCause.BadFragment);
            return false;
        }

        Memory -= group.Cost;
        group.Add(part.Index, data);
        Memory += group.Cost;
        group.LastPartAt = now;
        if (!group.IsComplete)
        {
            return false;
        }

        message = group.Assemble(out length);
        Drop(part.Id, group);
        return true;
    }

    /// <summary>Forgets messages without a new part since <paramref name="before"/>; returns when the oldest of the others had its last one.</summary>
    public long Expire(long before)
    {
        long oldest = long.MaxValue;
        foreach ((ushort id, FragmentGroup group) in _groups)
        {
            if (group.LastPartAt < before)
            {
                _expired.Add(id);
            }
            else
            {
                oldest = Math.Min(oldest, group.LastPartAt);
            }
        }

        foreach (ushort id in _expired)
        {
            drops.Count(DropCause.FragmentExpired);
            Drop(id, _groups[id]);
        }

        _expired.Clear();
        return oldest;
    }

    public void Release()
    {
        foreach (FragmentGroup group in _groups.Values)
        {
            group.Release();
        }

        _groups.Clear();
        Memory = 0;
    }

    /// <summary>The shared pool hands out powers of two from 16 up.</summary>
    private static int ArrayCost(int length) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, length));

    private bool IsLie(FragmentLayout part) => part.Total == 0 || part.Index >= part.Total || part.Total > partLimit;

    /// <summary>All parts but the last have one size with honest senders, so any of them tells how large the message will be.</summary>
    private bool IsTooLarge(FragmentLayout part, int length, int channelId)
    {
        long cost = (long)part.Total * FragmentGroup.SlotCost;
        if (part.Index != part.Total - 1)
        {
            cost += (long)part.Total * ArrayCost(length);
        }

        bool ordered = ChannelId.Method(channelId) == DeliveryMethod.ReliableOrdered;
        return cost > (ordered ? memoryLimit : memoryLimit / 2);
    }

    private void Drop(ushort id, FragmentGroup group)
    {
        Memory -= group.Cost;
        group.Release();
        _groups.Remove(id);
    }
}
