namespace Ecs.Tests.Server.Storage;

/// <summary>Skipped, with the reason, where no file system can be mounted.</summary>
public sealed class TinyDiskFactAttribute : FactAttribute
{
    public TinyDiskFactAttribute()
    {
        using var disk = TinyDisk.TryMount();
        if (disk is null)
            Skip = "mounting a small file system takes root on Linux";
    }
}
