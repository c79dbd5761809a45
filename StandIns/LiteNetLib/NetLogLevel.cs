namespace LiteNetLib;

public enum NetLogLevel
{
    Warning,
    Error,
    Trace,
    Info,
}
