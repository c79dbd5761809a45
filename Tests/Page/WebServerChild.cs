using Ecs.Tests.Server.Processes;

namespace Ecs.Tests.Page;

/// <summary>A server with the page, as its user starts it.</summary>
internal sealed class WebServerChild : IDisposable
{
    private readonly string[] _arguments;
    private ServerChild _server;

    public WebServerChild(params string[] arguments)
    {
        _arguments = [.. arguments, "--store", "memory", "--authentication-timeout", "60"];
        _server = ServerChild.Start([.. _arguments, "--web", "127.0.0.1:0"]);
        Address = _server.Page;
    }

    public Uri Address { get; }

    public ServerChild Server => _server;

    /// <summary>Ends it as an operator does.</summary>
    public void Stop()
    {
        _server.Signal(ServerChild.Terminate);
        _server.WaitForExit();
        _server.Dispose();
    }

    /// <summary>Starts it anew, at the same address, and with more arguments than before.</summary>
    public void StartAgain(params string[] more)
    {
        _server = ServerChild.Start([.. _arguments, .. more, "--web", $"127.0.0.1:{Address.Port}"]);
        _server.WaitForOutput("ready ");
    }

    public void Dispose() => _server.Dispose();
}
