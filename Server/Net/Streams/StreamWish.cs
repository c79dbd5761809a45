namespace Ecs.Server.Net.Streams;

/// <summary>What the tick's thread wants to become of a connection; only ever raised.</summary>
internal enum StreamWish
{
    None,
    Close,
    Abort,
}
