namespace Ecs.Server.Base;

/// <summary>How the process ends; the numbers are those of sysexits.h where it has one that fits.</summary>
public static class ExitCode
{
    public const int Ok = 0;

    /// <summary>A file is there and is not what it should be.</summary>
    public const int BadFile = 65;

    /// <summary>A file that was named is not there.</summary>
    public const int NoSuchFile = 66;

    /// <summary>Something from outside that is needed is not there: a library, a display, a server that answers.</summary>
    public const int Missing = 69;

    /// <summary>A file that was asked for, or the answer to a question, could not be written when its time came.</summary>
    public const int NotWritten = 73;

    public const int PortInUse = 74;

    /// <summary>A bad option or key; one line for each on standard error.</summary>
    public const int BadOption = 78;

    /// <summary>A second signal ended the process at once; the signal's number is added.</summary>
    public const int BySignal = 128;
}
