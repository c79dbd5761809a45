using LiteNetLib;

namespace Ecs.Server.Doors.Udp;

/// <summary>
/// Takes what LiteNetLib would write to standard output, which belongs to the ready line and the console. Its faults come
/// to us as events and values, and are counted there.
/// </summary>
internal sealed class SilentNetLog : INetLogger
{
    public void WriteNet(NetLogLevel level, string str, params object[] args)
    {
        // Nothing: see above.
    }
}
