namespace Ecs.Protocol;

/// <summary>What a session may do.</summary>
public enum PlayerRole : byte
{
    Player = 0,

    /// <summary>Sees the world, has no avatar.</summary>
    Spectator = 1,

    /// <summary>A player who may also send <see cref="MessageId.OperatorLine"/>.</summary>
    Operator = 2,
}
