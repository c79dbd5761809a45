namespace Ecs.Tests.Testing.Lanes;

/// <summary>
/// Real sockets of this process, clients that others wrote, and programs that are killed: one after the other, beside tests of other lanes.
/// </summary>
[CollectionDefinition(Name)]
public sealed class SocketLane
{
    public const string Name = "sockets";
}
