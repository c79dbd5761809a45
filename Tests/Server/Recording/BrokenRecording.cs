using Ecs.Server.Recording;

namespace Ecs.Tests.Server.Recording;

/// <summary>What can have happened to a recording's bytes: each method takes those of a whole one and gives them back changed.</summary>
internal static class BrokenRecording
{
    /// <summary>All that there is, by name.</summary>
    public static byte[] Make(string how, byte[] whole)
    {
        var blocks = BlocksOf(whole);
        var end = blocks[^1];
        var second = blocks.Where(static block => block.Frame.Kind == BlockKind.Ticks).ElementAt(1);
        var last = blocks.Last(static block => block.Frame.Kind == BlockKind.Ticks);
        return how switch
        {
            "whole" => whole,
            "empty" => [],
            "cut in the header" => whole[..40],
            "only the header" => whole[..(int)blocks[1].Offset],
            "cut in the first checkpoint" => whole[..(int)(blocks[2].Offset - 10)],
            "cut after the first checkpoint" => whole[..(int)blocks[2].Offset],
            "cut in the last ticks" => whole[..(int)(last.Offset + 40)],
            "cut in a frame" => whole[..(int)(last.Offset + 3)],
            "without the end" => whole[..(int)end.Offset],
            "cut in the end" => whole[..^5],
            "zeros for the end" => [.. whole[..(int)end.Offset], .. new byte[4096]],
            "a bit of the header" => Flip(whole, BlockFrame.Size + 20),
            "a bit of the first checkpoint" => Flip(whole, blocks[1].Offset + BlockFrame.Size + 20),
            "a bit of ticks" => Flip(whole, second.Offset + BlockFrame.Size + 20),
            "a bit of a frame's first bytes" => Flip(whole, second.Offset),
            "a bit of a frame's tick" => Flip(whole, second.Offset + 8),
            "a length that is too long" => Flip(whole, second.Offset + 18),
            "a length that is negative" => Flip(whole, second.Offset + 19, bit: 7),
            "a bit of the end" => Flip(whole, end.Offset + 26),
            "ticks left out" => [.. whole[..(int)second.Offset], .. whole[(int)EndOf(second)..]],
            "the last ticks left out" => [.. whole[..(int)last.Offset], .. whole[(int)end.Offset..]],
            "ticks twice" => [.. whole[..(int)EndOf(second)], .. whole[(int)second.Offset..]],
            "bytes behind the end" => [.. whole, 1, 2, 3],
            "two behind one another" => [.. whole, .. whole],
            "a torn one and another" => [.. whole[..(int)end.Offset], .. whole],
            "a cut one and another" => [.. whole[..(int)(last.Offset + 40)], .. whole],
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
        };
    }

    /// <summary>The bytes with one bit changed.</summary>
    public static byte[] Flip(byte[] whole, long offset, int bit = 0)
    {
        var broken = (byte[])whole.Clone();
        broken[offset] ^= (byte)(1 << bit);
        return broken;
    }

    public static List<BlockPlace> BlocksOf(byte[] whole)
    {
        var blocks = new List<BlockPlace>();
        for (var offset = 0; offset < whole.Length;)
        {
            Assert.True(BlockFrame.TryRead(whole.AsSpan(offset), out var frame));
            blocks.Add(new BlockPlace(frame, offset));
            offset += BlockFrame.Size + frame.StoredLength;
        }

        return blocks;
    }

    public static long EndOf(BlockPlace block) => block.Offset + BlockFrame.Size + block.Frame.StoredLength;
}
