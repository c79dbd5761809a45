using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Net.Streams;

[Collection(AloneLane.Name)]
public sealed class HandleLimitTests
{
    private const int OpenFiles = 7;

    [Fact]
    public void Running_out_of_handles_makes_newcomers_wait_and_nobody_else()
    {
        using var rig = new SocketStreamRig();
        using var first = rig.Connect();
        var stream = rig.Accept();
        Assert.Equal(0, GetLimit(OpenFiles, out var before));
        using var waiting = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Handles are numbered from the lowest free one: below the number of the newest there may be a few, above there is none.
            var low = new Limit { Soft = (nuint)waiting.Handle.ToInt32() + 1, Hard = before.Hard };
            Assert.Equal(0, SetLimit(OpenFiles, low));
            var fillers = Fill();
            waiting.Connect(System.Net.IPAddress.Loopback, rig.Listener.Port);
            rig.Until(() => rig.Metrics.DropsOf(DropCause.Socket) >= 2);

            first.Send("here"u8);
            rig.Until(() => stream.Received.Length == 4);
            Assert.False(rig.Listener.TryAccept(out _));
            fillers.ForEach(static filler => filler.Dispose());
        }
        finally
        {
            Assert.Equal(0, SetLimit(OpenFiles, before));
        }

        var second = rig.Accept();
        waiting.Send("at last"u8);
        rig.Until(() => second.Received.Length == 7);
    }

    /// <summary>Takes every handle that is left.</summary>
    private static List<Socket> Fill()
    {
        var sockets = new List<Socket>();
        try
        {
            while (true)
                sockets.Add(new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.TooManyOpenSockets)
        {
            return sockets;
        }
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int resource, out Limit limit);

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
