using System.Globalization;

namespace Ecs.Server.HealthChecks;

/// <summary>
/// Looks every two seconds how much room there is where the server writes, so that a disk that is full is known before the next save or record
/// finds out. On a thread of its own: a disk that does not answer lets only that one wait.
/// </summary>
internal sealed class DiskWatch : IDisposable
{
    /// <summary>Less than this is no room: a page or two that are left help nobody.</summary>
    public const long LeastBytes = 64 * 1024;

    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>A look that takes longer is a disk that does not answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly IReadOnlyList<(string What, string Folder)> _places;
    private readonly Func<string, long> _roomOf;
    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _stopping = new();
    private string[] _faults = [];
    private string _asked = "";
    private long _since;

    /// <param name="places">What is written, as an operator calls it, and the folder that it is in.</param>
    /// <param name="roomOf">Bytes that a folder's disk can still take.</param>
    /// <param name="time">How long a look takes.</param>
    public DiskWatch(IReadOnlyList<(string What, string Folder)> places, Func<string, long> roomOf, TimeProvider time) =>
        (_places, _roomOf, _time, _since) = (places, roomOf, time, time.GetTimestamp());

    /// <summary>What is wrong now, a sentence each. Any thread.</summary>
    public IEnumerable<string> Faults
    {
        get
        {
            var asked = Volatile.Read(ref _asked);
            return asked.Length != 0 && _time.GetElapsedTime(Volatile.Read(ref _since)) > Patience
                ? [.. Volatile.Read(ref _faults), $"the disk of {asked} does not answer"]
                : Volatile.Read(ref _faults);
        }
    }

    /// <summary>Bytes that a folder's disk can still take, for users without rights of their own.</summary>
    public static long RoomOf(string folder) =>
        new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;

    /// <summary>Begins to look; nothing to look at takes no thread.</summary>
    public void Start()
    {
        if (_places.Count != 0)
            new Thread(LookOn) { Name = "disks", IsBackground = true }.Start();
    }

    /// <summary>One look at all places.</summary>
    public void Look()
    {
        var faults = new List<string>();
        foreach (var (what, folder) in _places)
        {
            Volatile.Write(ref _since, _time.GetTimestamp());
            Volatile.Write(ref _asked, what);
            if (FaultOf(what, folder) is { } fault)
                faults.Add(fault);
            Volatile.Write(ref _asked, "");
        }

        Volatile.Write(ref _faults, [.. faults]);
    }

    /// <summary>Does not wait for a look that is under way.</summary>
    public void Dispose() => _stopping.Set();

    private string? FaultOf(string what, string folder)
    {
        try
        {
            var room = _roomOf(folder);
            return room < LeastBytes
                ? string.Create(CultureInfo.InvariantCulture, $"the disk of {what} is full: {room / 1024} KiB are left")
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"the disk of {what} is not there";
        }
    }

    private void LookOn()
    {
        do
            Look();
        while (!_stopping.Wait(Period));
    }
}
