namespace Ecs.Server.Base;

/// <summary>Who has an account on this server.</summary>
public enum AccountPolicy
{
    /// <summary>Nobody: everybody is a guest.</summary>
    Off,

    /// <summary>Who wants one.</summary>
    Optional,

    /// <summary>Everybody who plays.</summary>
    Required,
}
