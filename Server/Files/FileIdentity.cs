using System.Runtime.InteropServices;

namespace Ecs.Server.Files;

/// <summary>
/// Whether two names are one file: by symbolic links, relative paths, links of a folder and, on Linux, hard links and mounts too.
/// </summary>
internal static unsafe partial class FileIdentity
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint WantsTypeAndNumber = 0x1 | 0x100; // STATX_TYPE | STATX_INO
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>
    /// True when writing one would write the other. Devices and pipes may be named as often as anybody likes: nothing is kept in them.
    /// </summary>
    public static bool IsSameFile(string one, string other)
    {
        if (TryStat(one, out var first) && TryStat(other, out var second))
        {
            return (first.Mode & TypeMask) == RegularFile && first.Number == second.Number
                && first.DeviceMajor == second.DeviceMajor && first.DeviceMinor == second.DeviceMinor;
        }

        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return RealPath.TryResolve(one, out var left) && RealPath.TryResolve(other, out var right) && left.Equals(right, comparison);
    }

    /// <summary>False where the system has no such call, and for what is not there.</summary>
    private static bool TryStat(string path, out Facts facts)
    {
        facts = default;
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            fixed (Facts* target = &facts)
                return Stat(CurrentFolder, path, 0, WantsTypeAndNumber, target) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018: names and symbolic links are compared, hard links are not seen.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int folder, string path, int flags, uint mask, Facts* facts);

    /// <summary>struct statx, which is the same on every processor; only what is needed of it has a name.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Facts
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
