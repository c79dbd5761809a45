using System.Runtime.InteropServices;
using Ecs.Server.Base;

namespace Ecs.Server.Host;

/// <summary>
/// The first SIGINT or SIGTERM asks the server to stop, the second ends the process at once with 128 and the signal's number,
/// whatever the other threads are doing. SIGHUP only ever asks: a terminal that closes sends it twice, from the system and from
/// the shell, and a supervisor may send it right behind SIGTERM. A process that was started with SIGHUP ignored goes on ignoring it.
/// A start may hang in the system, as at a pipe that nobody reads, and then sees no request: until <see cref="StartIsOver"/>
/// the first signal gives it <see cref="StartPatience"/>, then it ends the process in the same way.
/// </summary>
public sealed partial class StopSignals : IDisposable
{
    /// <summary>How long a start that was asked to stop may still take.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    private const int HangUp = 1;
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly StopRequest _stop;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _hangUp;
    private readonly Lock _startLock = new();
    private Timer? _startEnd;
    private bool _isStarted;
    private int _signals;

    public StopSignals(StopRequest stop)
    {
        _stop = stop;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Take(context, "SIGINT", Interrupt));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Take(context, "SIGTERM", Terminate));
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, AskOnly);
    }

    /// <summary>From here on somebody looks at the request. To be called before any tick.</summary>
    public void StartIsOver()
    {
        lock (_startLock)
        {
            _isStarted = true;
            _startEnd?.Dispose();
        }
    }

    public void Dispose()
    {
        StartIsOver();
        _interrupt.Dispose();
        _terminate.Dispose();
        _hangUp.Dispose();
    }

    private void AskOnly(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop.TryMake("SIGHUP");
        LimitStart(HangUp);
    }

    private void Take(PosixSignalContext context, string name, int number)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) != 1)
        {
            End(number);
            return;
        }

        _stop.TryMake(name);
        LimitStart(number);
    }

    private void LimitStart(int number)
    {
        lock (_startLock)
        {
            if (!_isStarted)
                _startEnd ??= new Timer(_ => EndStart(number), null, StartPatience, Timeout.InfiniteTimeSpan);
        }
    }

    private void EndStart(int number)
    {
        lock (_startLock)
        {
            if (_isStarted)
                return;
            System.Console.Error.Write("stopped while starting: something that was to be opened does not answer\n");
            End(number);
        }
    }

    private static void End(int number)
    {
        if (OperatingSystem.IsWindows())
            Environment.Exit(ExitCode.BySignal + number);
        else
            EndNow(ExitCode.BySignal + number);
    }

    // Leaving in the ordinary way runs other people's exit code, which may wait for the very thread that hangs.
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void EndNow(int code);
}
