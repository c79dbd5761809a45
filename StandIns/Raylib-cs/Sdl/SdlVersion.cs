namespace Raylib_cs.Sdl;

internal struct SdlVersion
{
    public byte Major;
    public byte Minor;
    public byte Patch;
}
