namespace Ecs.Load;

/// <summary>How clients steer.</summary>
internal enum LoadScene
{
    /// <summary>To and fro, a turn about twice a second, shooting between two turns.</summary>
    Arena,

    /// <summary>Another direction every 0.5 to 1.5 s.</summary>
    Anchor,
}
