namespace Ecs.Server.Net.Proxies;

/// <summary>What the first bytes of a proxy's connection are.</summary>
internal enum ProxyHeadStep
{
    /// <summary>So far they may be a head.</summary>
    NeedsMore,

    /// <summary>They are something else: the connection begins without a head.</summary>
    Absent,

    /// <summary>A whole head.</summary>
    Whole,

    /// <summary>They begin like a head and are none.</summary>
    Faulty,
}
