using System.Runtime.InteropServices;

namespace Ecs.Server.Files;

/// <summary>
/// Open files are one account for everything: a process that has given all of them to its clients can load nothing and save nothing any
/// more, and the runtime ends it. So clients get what is left above a reserve, and the next one is refused. Any thread may ask.
/// </summary>
/// <param name="handles">For clients.</param>
public sealed partial class HandleBudget(int handles)
{
    /// <summary>Never given to clients: what is loaded late takes two each, a look at the process's own figures one.</summary>
    public const int Reserve = 24;

    /// <summary>Without so many the options cannot be read: that loads about 55 files.</summary>
    private const int LeastToRead = 64;

    /// <summary>Without so many not everything can be opened and loaded: with all doors and a store that is about 90, with the least about 65.</summary>
    private const int Least = 100;

    /// <summary>Stands in for a count where the system does not tell; a server with all doors has about 190.</summary>
    private const int Guess = 240;

    private const int OpenFilesOnLinux = 7; // RLIMIT_NOFILE
    private const int OpenFilesOnMac = 8;

    private int _left = handles;
    private int _wanted;
    private int _kept;

    /// <summary>For those who have no limit to keep.</summary>
    public static HandleBudget Unlimited { get; } = new(int.MaxValue);

    /// <summary>Clients that can still come.</summary>
    public int Left => Volatile.Read(ref _left);

    /// <summary>Clients that all listeners together would take.</summary>
    public int Wanted => Volatile.Read(ref _wanted);

    /// <summary>How many files this process may have open; <see cref="int.MaxValue"/> where there is no such limit.</summary>
    public static int LimitOfProcess
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return int.MaxValue;
            var answer = GetLimit(OperatingSystem.IsMacOS() ? OpenFilesOnMac : OpenFilesOnLinux, out var limits);
            return answer != 0 || limits.Now > int.MaxValue ? int.MaxValue : (int)limits.Now;
        }
    }

    /// <summary>
    /// Asked first of all, since a process that runs out of files while it loads its own parts is ended without a word of ours. False with
    /// one line when the start would not come to the doors.
    /// </summary>
    public static bool MayStart(int limit, out string fault)
    {
        var isEnough = limit - CountOpen() >= LeastToRead;
        fault = isEnough ? "" : TooFew(limit);
        return isEnough;
    }

    /// <summary>A budget for the time of the start, or null with one line when not even the doors could be opened.</summary>
    /// <param name="limit">As in <see cref="LimitOfProcess"/>.</param>
    /// <param name="recordings">Files that the start opens beside the rest.</param>
    /// <param name="fault">The line.</param>
    public static HandleBudget? TryBegin(int limit, int recordings, out string fault)
    {
        var left = limit - CountOpen() - Least - recordings;
        fault = left < 0 ? TooFew(limit) : "";
        return left < 0 ? null : new HandleBudget(left);
    }

    /// <summary>Everything of our own is open now: the rest, without the reserve, is for clients. False with one line when nothing is left.</summary>
    public bool TrySettle(int limit, out string fault)
    {
        var left = limit - CountOpen() - Reserve - _kept;
        Volatile.Write(ref _left, left);
        fault = left < 1 ? TooFew(limit) : "";
        return left >= 1;
    }

    /// <summary>So many more are not for clients, but for operators, who are to come in when nobody else does; before <see cref="TrySettle"/>.</summary>
    public void Keep(int handles) => _kept += handles;

    /// <summary>A listener that would take so many clients has opened.</summary>
    public void Want(int clients) => Interlocked.Add(ref _wanted, clients);

    /// <summary>False when the next client would be at the cost of the reserve.</summary>
    public bool TryTake()
    {
        if (Interlocked.Decrement(ref _left) >= 0)
            return true;
        GiveBack();
        return false;
    }

    public void GiveBack() => Interlocked.Increment(ref _left);

    private static string TooFew(int limit) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the limit of {limit} open files (ulimit -n) leaves none for a client");

    private static int CountOpen()
    {
        try
        {
            return OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : Guess;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Guess;
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limits limits);

    private struct Limits
    {
        public nuint Now;
        public nuint Most;
    }
}
