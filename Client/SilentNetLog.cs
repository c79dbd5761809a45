using LiteNetLib;

namespace Ecs.Client;

/// <summary>
/// Takes what LiteNetLib would write to standard output, which belongs to the program. Its faults reach us as the end of
/// the connection. A program that wants to see them sets <see cref="NetDebug.Logger"/> itself.
/// </summary>
internal sealed class SilentNetLog : INetLogger
{
    public void WriteNet(NetLogLevel level, string str, params object[] args)
    {
        // Nothing: see above.
    }
}
