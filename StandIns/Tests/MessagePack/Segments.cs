using System.Buffers;

namespace Ecs.StandIns.Tests.MessagePack;

/// <summary>The same bytes as a sequence of many pieces, some of them empty.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(ReadOnlyMemory<byte> memory, long before)
    {
        Memory = memory;
        RunningIndex = before;
    }

    public static ReadOnlySequence<byte> Cut(ReadOnlyMemory<byte> bytes, int pieceLength)
    {
        var first = new Segments(default, 0);
        Segments last = first;
        for (int start = 0; start < bytes.Length; start += pieceLength)
        {
            last = last.Follow(bytes.Slice(start, Math.Min(pieceLength, bytes.Length - start)));
            last = last.Follow(default);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private Segments Follow(ReadOnlyMemory<byte> memory)
    {
        var next = new Segments(memory, RunningIndex + Memory.Length);
        Next = next;
        return next;
    }
}
