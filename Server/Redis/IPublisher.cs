using Ecs.Server.Rooms;

namespace Ecs.Server.Redis;

/// <summary>Tells others who is here.</summary>
internal interface IPublisher : IDisposable
{
    /// <summary>The tick's thread, once a second: neither waits nor allocates.</summary>
    /// <param name="names">Who is here.</param>
    /// <param name="sessions">Connections, those without an account included.</param>
    void Look(NameRegistry names, int sessions);
}
