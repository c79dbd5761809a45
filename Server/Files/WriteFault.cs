namespace Ecs.Server.Files;

/// <summary>
/// What the operating system answers to a write that it does not take, as the framework dresses it: a full disk or one that
/// broke is an <see cref="IOException"/>, a file that may not be written or a descriptor that is not for writing an
/// <see cref="UnauthorizedAccessException"/>, a file that would pass the limit of its size an
/// <see cref="ArgumentOutOfRangeException"/>, and a stream that was closed meanwhile an <see cref="ObjectDisposedException"/>.
/// </summary>
public static class WriteFault
{
    public static bool Is(Exception exception) => exception
        is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or NotSupportedException
        or ObjectDisposedException or OperationCanceledException;
}
