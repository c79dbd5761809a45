using System.Numerics;

namespace LiteNetLib.Events;

/// <summary>A ring that grows up to what its users allow; taken and filled under the manager's gate.</summary>
internal sealed class EventQueue
{
    private NetEvent[] _ring = new NetEvent[64];
    private int _head;

    /// <summary>Read without the gate to see whether there is anything to do.</summary>
    private volatile int _count;

    public int Count => _count;

    public void Enqueue(in NetEvent item)
    {
        if (_count == _ring.Length)
        {
            Grow();
        }

        _ring[(_head + _count) & (_ring.Length - 1)] = item;
        _count++;
    }

    public bool TryDequeue(out NetEvent item)
    {
        if (_count == 0)
        {
            item = default;
            return false;
        }

        item = _ring[_head];
        _ring[_head] = default;
        _head = (_head + 1) & (_ring.Length - 1);
        _count--;
        return true;
    }

    private void Grow()
    {
        var larger = new NetEvent[BitOperations.RoundUpToPowerOf2((uint)_ring.Length + 1)];
        for (int i = 0; i < _count; i++)
        {
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        }

        _ring = larger;
        _head = 0;
    }
}
