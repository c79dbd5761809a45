using System.Runtime.InteropServices;

namespace Raylib_cs.Sdl;

/// <summary>What lies under a window; the last fields have this meaning on X11 only.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct SdlWindowInfo
{
    [FieldOffset(0)] public SdlVersion Version;
    [FieldOffset(4)] public int Subsystem;
    [FieldOffset(8)] public nint Display;
}
