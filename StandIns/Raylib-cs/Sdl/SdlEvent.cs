using System.Runtime.InteropServices;

namespace Raylib_cs.Sdl;

/// <summary>What SDL reports: a type, then fields whose places depend on it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal unsafe struct SdlEvent
{
    [FieldOffset(0)] public SdlEventType Type;
    [FieldOffset(12)] public SdlWindowChange Window;
    [FieldOffset(16)] public int Data1;
    [FieldOffset(20)] public int Data2;

    [FieldOffset(13)] public byte Repeat;
    [FieldOffset(16)] public int Scancode;

    /// <summary>UTF-8, ended by a zero.</summary>
    [FieldOffset(12)] public fixed byte Text[32];

    [FieldOffset(16)] public byte Button;
    [FieldOffset(20)] public int X;
    [FieldOffset(24)] public int Y;

    [FieldOffset(24)] public uint WheelDirection;
    [FieldOffset(32)] public float WheelY;
}
