using System.Diagnostics;
using System.Runtime.InteropServices;
using Ecs.Server.Pacing;
using Microsoft.Win32.SafeHandles;

namespace Ecs.Server.Net.Streams;

/// <summary>
/// Lets the pump sleep until its next time, until it is woken, or, where pings are answered on arrival and the kernel is Linux, until a
/// socket has something to read. Elsewhere everything waits for the next time.
/// </summary>
internal sealed partial class StreamWaiter : IDisposable
{
    private const short Readable = 1;            // POLLIN
    private const int WakeFlags = 0x80000 | 0x800; // EFD_CLOEXEC, EFD_NONBLOCK
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly SystemTickWaiter? _timer;
    private readonly SafeFileHandle? _wake;
    private PollEntry[] _entries = new PollEntry[16];
    private int _watched;

    /// <param name="watches">Whether sockets are to be watched.</param>
    public StreamWaiter(bool watches)
    {
        if (watches && OperatingSystem.IsLinux() && EventHandle(0, WakeFlags) is >= 0 and var wake)
            _wake = new SafeFileHandle(wake, ownsHandle: true);
        else
            _timer = new SystemTickWaiter();
    }

    /// <summary>Gives whether a socket has something to read; see <see cref="HasNews"/>.</summary>
    /// <param name="until">A time stamp.</param>
    /// <param name="quietUntil">Sockets are not looked at before, so that a flood of small packets costs no more than it did.</param>
    /// <param name="streams">Whose sockets are watched.</param>
    public bool Wait(long until, long quietUntil, List<SocketStream> streams)
    {
        _watched = 0;
        if (_wake is null)
        {
            _timer!.WaitUntil(until);
            return false;
        }

        if (Stopwatch.GetTimestamp() < quietUntil && (Poll(0, Math.Min(until, quietUntil)) || Stopwatch.GetTimestamp() >= until))
            return false;
        Watch(streams);
        Poll(_watched, until);
        var hasNews = false;
        for (var index = 1; index <= _watched; index++)
            hasNews |= _entries[index].Returned != 0;
        return hasNews;
    }

    /// <summary>Whether the last wait saw something to read for the stream of that index.</summary>
    public bool HasNews(int index) => index < _watched && _entries[index + 1].Returned != 0;

    /// <summary>Ends the present or next wait early; from any thread.</summary>
    public void Wake()
    {
        _timer?.Wake();
        ulong one = 1;
        if (_wake is { IsClosed: false })
            _ = Write(_wake, in one, sizeof(ulong)); // It can only be full, and then it wakes as well.
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _wake?.Dispose();
    }

    private void Watch(List<SocketStream> streams)
    {
        _watched = streams.Count;
        if (_entries.Length <= _watched)
            _entries = new PollEntry[(_watched + 1) * 2];
        for (var index = 0; index < _watched; index++)
            _entries[index + 1] = new PollEntry { Handle = streams[index].WatchedHandle, Wanted = Readable };
    }

    /// <summary>Waits; gives whether it was woken.</summary>
    private bool Poll(int streams, long until)
    {
        _entries[0] = new PollEntry { Handle = (int)_wake!.DangerousGetHandle(), Wanted = Readable };
        var left = Math.Max(0, until - Stopwatch.GetTimestamp());
        var nanoseconds = (long)((Int128)left * NanosecondsPerSecond / Stopwatch.Frequency);
        var timeout = new TimeSpecification
        {
            Seconds = (nint)(nanoseconds / NanosecondsPerSecond),
            Nanoseconds = (nint)(nanoseconds % NanosecondsPerSecond),
        };
        if (PollHandles(ref _entries[0], (nuint)streams + 1, in timeout, 0) < 0)
        {
            // A signal came in between; nothing in the entries was filled in.
            for (var index = 0; index <= streams; index++)
                _entries[index].Returned = 0;
        }

        var isWoken = _entries[0].Returned != 0;
        if (isWoken)
            _ = Read(_wake!, out _, sizeof(ulong));
        return isWoken;
    }

    [LibraryImport("libc", EntryPoint = "eventfd")]
    private static partial int EventHandle(uint count, int flags);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    private static partial int PollHandles(ref PollEntry first, nuint count, in TimeSpecification timeout, nint signals);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle handle, in ulong value, nuint bytes);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafeFileHandle handle, out ulong value, nuint bytes);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Handle;
        public short Wanted;
        public short Returned;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
