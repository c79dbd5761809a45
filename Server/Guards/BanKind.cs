namespace Ecs.Server.Guards;

/// <summary>Whom a ban keeps out.</summary>
public enum BanKind
{
    /// <summary>Whoever wants that name.</summary>
    Name,

    /// <summary>An account, which is whoever owns its name.</summary>
    Account,

    /// <summary>Whoever comes from that address; of IPv6, from its /64.</summary>
    Address,
}
