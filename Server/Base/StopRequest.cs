namespace Ecs.Server.Base;

/// <summary>Somebody's wish that the server stop: a signal, the console or the end of its time. The first wish gives the reason.</summary>
public sealed class StopRequest
{
    private string? _reason;

    public bool IsMade => Volatile.Read(ref _reason) is not null;

    public string Reason => Volatile.Read(ref _reason) ?? "";

    /// <summary>From any thread; false when somebody was first.</summary>
    public bool TryMake(string reason) => Interlocked.CompareExchange(ref _reason, reason, null) is null;
}
