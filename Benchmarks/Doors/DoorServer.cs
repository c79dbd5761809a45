using System.Globalization;
using System.Net;
using Ecs.Benchmarks.Load;

namespace Ecs.Benchmarks.Doors;

/// <summary>A server in a process of its own with one door open, on free ports of the loopback.</summary>
internal sealed class DoorServer : IDisposable
{
    private readonly ServerChild _child;

    private DoorServer(ServerChild child, int port)
    {
        _child = child;
        Door = new IPEndPoint(IPAddress.Loopback, port);
    }

    public IPEndPoint Door { get; }

    /// <summary>For native clients.</summary>
    public IPEndPoint Native => _child.Address;

    /// <exception cref="InvalidOperationException">It did not get ready.</exception>
    public static DoorServer Start(string mode, params IReadOnlyList<string> arguments)
    {
        var child = ServerChild.Start(["--port", "0", "--mode", mode, "--doors", $"{mode}:0", .. arguments]);
        var doors = child.ReadyLine.Split(' ').Single(static part => part.StartsWith("doors=", StringComparison.Ordinal));
        return new DoorServer(child, int.Parse(doors.Split(':')[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>Ends it as an operator does; its last line must be clean.</summary>
    public void Stop()
    {
        var code = _child.Stop();
        StoryException.Unless(code == 0 && _child.StoppedLine.Length != 0, $"the server ended with {code}");
    }

    public void Dispose() => _child.Dispose();
}
