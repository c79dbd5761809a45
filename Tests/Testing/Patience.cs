namespace Ecs.Tests.Testing;

/// <summary>How long a test waits for what other threads, other processes or the kernel do by themselves.</summary>
internal static class Patience
{
    /// <summary>Far longer than anything takes: it ends a test that hangs, and a machine under load must not fail one.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
}
