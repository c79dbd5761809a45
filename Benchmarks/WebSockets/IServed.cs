namespace Ecs.Benchmarks.WebSockets;

/// <summary>One of the servers that are compared.</summary>
internal interface IServed : IDisposable
{
    int Port { get; }

    long MessagesIn { get; }

    long MessagesOut { get; }
}
