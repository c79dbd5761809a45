namespace Ecs.Load;

/// <summary>The lines to and from a <see cref="LoadWorker"/>.</summary>
internal interface IWorkerLink : IDisposable
{
    void Send(string line);

    /// <summary>The next answer, or null when it is no more.</summary>
    string? Receive();
}
