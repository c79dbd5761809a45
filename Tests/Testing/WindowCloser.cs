using System.Runtime.InteropServices;
using System.Text;

namespace Ecs.Tests.Testing;

/// <summary>Asks a window to close, as the button in its frame does; there is no window manager to draw one here.</summary>
internal static class WindowCloser
{
    private const string Library = "libX11.so.6";
    private const int ClientMessage = 33;
    private const int FormatOfWords = 32;

    public static void Close(string display, nint window)
    {
        var connection = XOpenDisplay(Zeroed(display));
        Assert.NotEqual(0, connection);
        var message = new ClientMessageEvent
        {
            Type = ClientMessage,
            Window = window,
            MessageType = XInternAtom(connection, Zeroed("WM_PROTOCOLS"), 0),
            Format = FormatOfWords,
            Protocol = XInternAtom(connection, Zeroed("WM_DELETE_WINDOW"), 0),
        };
        Assert.NotEqual(0, XSendEvent(connection, window, 0, 0, ref message));
        _ = XCloseDisplay(connection);
    }

    private static byte[] Zeroed(string text) => Encoding.ASCII.GetBytes(text + '\0');

    [DllImport(Library)]
    private static extern nint XOpenDisplay(byte[] name);

    [DllImport(Library)]
    private static extern nint XInternAtom(nint display, byte[] name, int onlyIfExists);

    [DllImport(Library)]
    private static extern int XSendEvent(nint display, nint window, int propagate, nint mask, ref ClientMessageEvent sent);

    [DllImport(Library)]
    private static extern int XCloseDisplay(nint display);

    /// <summary>Every event of X takes 24 words of the machine.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct ClientMessageEvent
    {
        [FieldOffset(0)] public int Type;
        [FieldOffset(32)] public nint Window;
        [FieldOffset(40)] public nint MessageType;
        [FieldOffset(48)] public int Format;
        [FieldOffset(56)] public nint Protocol;
    }
}
