using System.Runtime.InteropServices;
using System.Text;

namespace Ecs.Tests.Testing;

/// <summary>A pipe with a name: who opens it waits until somebody opens its other side.</summary>
internal static class NamedPipe
{
    private const uint OwnersOnly = 0x180;

    public static string Create(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Assert.Equal(0, Make(Encoding.UTF8.GetBytes(path + "\0"), OwnersOnly));
        return path;
    }

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int Make(byte[] path, uint mode);
}
