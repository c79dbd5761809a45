using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Ecs.Server.Net.Streams;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Net.Streams;

/// <summary>Lines that are cut without a word, in a network of their own, which a thread can have.</summary>
[Collection(SocketLane.Name)]
public sealed class CutLineTests
{
    [CutLineTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_client_behind_a_cut_line_is_gone_soon_whether_something_was_on_its_way_or_not(bool isSending)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Assert.True(OwnNetwork.TryEnter());
                Cut(isSending);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();

        Assert.Null(failure);
    }

    private static void Cut(bool isSending)
    {
        using var rig = new SocketStreamRig(new SocketStreamOptions { KeepAliveSeconds = 1 });
        using var client = rig.Connect();
        var stream = rig.Accept();
        Assert.True(stream.TrySend("before"u8));
        rig.Listener.Flush();
        SocketStreamRig.Read(client, 6);

        OwnNetwork.Cut();
        var cut = Stopwatch.GetTimestamp();
        if (isSending)
        {
            Assert.True(stream.TrySend("into the void"u8));
            rig.Listener.Flush();
        }

        rig.Until(() => !stream.IsOpen);
        stream.Abort();

        // The kernel's own limits are a quarter of an hour and two hours: the wait was for ours, and not for nothing.
        Assert.True(Stopwatch.GetElapsedTime(cut).TotalSeconds > 0.5);
    }

    private sealed class CutLineTheoryAttribute : TheoryAttribute
    {
        public CutLineTheoryAttribute()
        {
            var isPossible = false;
            var thread = new Thread(() => isPossible = OwnNetwork.TryEnter());
            thread.Start();
            thread.Join();
            if (!isPossible)
                Skip = "a network of one's own takes root on Linux";
        }
    }

    /// <summary>The network of the calling thread: its sockets and child processes have it, no other thread's have.</summary>
    private static class OwnNetwork
    {
        private const int NewNetwork = 0x40000000; // CLONE_NEWNET

        public static bool TryEnter() =>
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Unshare(NewNetwork) == 0 && Set("up");

        public static void Cut() => Assert.True(Set("down"));

        private static bool Set(string state)
        {
            try
            {
                return OtherProgram.Run(new ProcessStartInfo("ip", ["link", "set", "lo", state])).ExitCode == 0;
            }
            catch (Win32Exception)
            {
                return false; // There is no such program.
            }
        }

        [DllImport("libc", EntryPoint = "unshare")]
        private static extern int Unshare(int flags);
    }
}
