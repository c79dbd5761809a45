using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Storage;

/// <summary>Skipped, with the reason, where no file system can be mounted, or something else that it needs is not there.</summary>
public sealed class TinyDiskFactAttribute : FactAttribute
{
    /// <param name="components">As of <see cref="ComponentFactAttribute"/>.</param>
    public TinyDiskFactAttribute(params string[] components)
    {
        if (new ComponentFactAttribute(components).Skip is { } missing)
        {
            Skip = missing;
            return;
        }

        using var disk = TinyDisk.TryMount();
        if (disk is null)
            Skip = "mounting a small file system takes root on Linux";
    }
}
