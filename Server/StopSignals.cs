using System.Runtime.InteropServices;

namespace Ecs.Server;

/// <summary>
/// The first SIGINT or SIGTERM asks the server to stop, the second ends the process at once with 128 and the signal's number,
/// whatever the other threads are doing. SIGHUP only ever asks: a terminal that closes sends it twice, from the system and from
/// the shell, and a supervisor may send it right behind SIGTERM. A process that was started with SIGHUP ignored goes on ignoring it.
/// </summary>
public sealed partial class StopSignals : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly StopRequest _stop;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _hangUp;
    private int _signals;

    public StopSignals(StopRequest stop)
    {
        _stop = stop;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Take(context, "SIGINT", Interrupt));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Take(context, "SIGTERM", Terminate));
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, AskOnly);
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _hangUp.Dispose();
    }

    private void AskOnly(PosixSignalContext context)
    {
        context.Cancel = true;
        _stop.TryMake("SIGHUP");
    }

    private void Take(PosixSignalContext context, string name, int number)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) == 1)
            _stop.TryMake(name);
        else if (OperatingSystem.IsWindows())
            Environment.Exit(ExitCode.BySignal + number);
        else
            EndNow(ExitCode.BySignal + number);
    }

    // Leaving in the ordinary way runs other people's exit code, which may wait for the very thread that hangs.
    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void EndNow(int code);
}
