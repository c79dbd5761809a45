namespace Ecs.Server.Web;

/// <summary>Who has an account on this server.</summary>
public enum WebAccountPolicy
{
    /// <summary>Nobody: everybody is a guest.</summary>
    Off,

    /// <summary>Who wants one.</summary>
    Optional,

    /// <summary>Everybody who plays.</summary>
    Required,
}
