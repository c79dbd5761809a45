using LiteNetLib;

namespace Ecs.Protocol.LiteNet;

/// <summary>
/// Takes what LiteNetLib would write to standard output, which belongs to the program. Its faults reach both sides as events,
/// values and the end of connections. A program that wants to see them sets <see cref="NetDebug.Logger"/> itself.
/// </summary>
public sealed class SilentNetLog : INetLogger
{
    public void WriteNet(NetLogLevel level, string str, params object[] args)
    {
        // Nothing: see above.
    }
}
