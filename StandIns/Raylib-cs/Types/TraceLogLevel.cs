namespace Raylib_cs;

/// <summary>The least grave line that still goes to standard error.</summary>
public enum TraceLogLevel
{
    All,
    Trace,
    Debug,
    Info,
    Warning,
    Error,
    Fatal,
    None,
}
