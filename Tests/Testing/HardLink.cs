using System.Runtime.InteropServices;
using System.Text;

namespace Ecs.Tests.Testing;

/// <summary>A second name of a file, which the framework does not make.</summary>
internal static class HardLink
{
    public static void Create(string existing, string name) => Assert.Equal(0, Link(ZeroEnded(existing), ZeroEnded(name)));

    private static byte[] ZeroEnded(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [DllImport("libc", EntryPoint = "link")]
    private static extern int Link(byte[] existing, byte[] name);
}
