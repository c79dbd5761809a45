namespace Ecs.Server.Recording;

/// <summary>What a block of a recording holds; values as in docs/recording.md.</summary>
public enum BlockKind : byte
{
    None = 0,
    Header = 1,
    Ticks = 2,
    Checkpoint = 3,
    Detail = 4,
    End = 5,
}
