using System.Runtime.CompilerServices;
using System.Text;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>A player's name as UTF-8, zero-padded, so that it lives in the world's arrays and its hash like any other value.</summary>
public struct PlayerName : IComponent<PlayerName>
{
    /// <summary>24 code points of at most four bytes.</summary>
    public const int ByteLimit = 96;

    public byte Length;
    public Utf8Bytes Bytes;

    [InlineArray(ByteLimit)]
    public struct Utf8Bytes
    {
        private byte _first;
    }

    /// <summary>Cuts at a whole code point when the text is longer than <see cref="ByteLimit"/> bytes.</summary>
    public static PlayerName From(ReadOnlySpan<char> text)
    {
        PlayerName name = default;
        Span<byte> bytes = name.Bytes;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.TryEncodeToUtf8(bytes[name.Length..], out var written))
                break;

            name.Length += (byte)written;
        }

        return name;
    }

    public static void Visit<TVisitor>(ref PlayerName component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Length), ref component.Length);
        visitor.Field(nameof(Bytes), ref component.Bytes);
    }

    public override readonly string ToString() => Encoding.UTF8.GetString(((ReadOnlySpan<byte>)Bytes)[..Math.Min((int)Length, ByteLimit)]);
}
