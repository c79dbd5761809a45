namespace Ecs.Protocol;

/// <summary>Who sends a message. The receiver knows only the messages of the other side.</summary>
public enum Side : byte
{
    Client,
    Server,
}
