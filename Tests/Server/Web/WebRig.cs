using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Ecs.Client;
using Ecs.Server;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Files;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Pacing;
using Ecs.Server.Rooms;
using Ecs.Server.Web;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Web;

/// <summary>A server with a page and a socket on any free port of the loopback, ticking on a thread of its own in real time.</summary>
internal sealed class WebRig : IDisposable
{
    private const int TickRate = 60;

    /// <summary>On a loaded machine a client may stand still for longer than a server usually waits for it.</summary>
    private static readonly ConnectionOptions Patient = new()
    {
        AddressLimit = 4096,
        AuthenticationSeconds = ConnectionOptions.AuthenticationSecondsMax,
        TimeoutMilliseconds = ConnectionOptions.TimeoutMillisecondsMax,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecs-page-");
    private readonly WebServer _web;
    private readonly SystemTickWaiter _waiter = new();
    private readonly List<double> _ticks = [];
    private readonly List<Action> _asked = [];
    private readonly List<IDisposable> _guests = [];
    private readonly Thread _thread;
    private volatile bool _isStopping;

    public WebRig(
        WebOptions? options = null, ConnectionOptions? connection = null, IWebAccounts? accounts = null, NativeOptions? sessions = null, RoomOptions[]? rooms = null)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "modules"));
        File.WriteAllText(Path.Combine(_folder.FullName, "index.html"), "<!doctype html><title>a page</title>");
        File.WriteAllText(Path.Combine(_folder.FullName, "style.css"), "body { margin: 0 }");
        File.WriteAllText(Path.Combine(_folder.FullName, "modules", "main.js"), "export const answer = 42;");
        File.WriteAllText(Path.Combine(_folder.FullName, "secret.key"), "nobody's business");
        Server = new GameServer(Metrics, TestGames.Shipped);
        foreach (var room in rooms ?? [new RoomOptions()])
            Server.OpenRoom(room, TestMaps.Of(room.Mode));
        var opening = new WebOpening(
            (options ?? new WebOptions()) with { Address = new IPEndPoint(IPAddress.Loopback, 0) },
            connection ?? Patient,
            "A server",
            _folder.FullName,
            accounts,
            HandleBudget.Unlimited,
            Metrics,
            Log);
        Assert.Equal((ExitCode.Ok, ""), (WebServer.TryOpen(opening, out var web, out var fault), fault));
        _web = web!;
        Port = int.Parse(_web.Carrier.Label.Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Server.OpenDoor(new NativeDoor([_web.Carrier], sessions ?? new NativeOptions { AuthenticationSeconds = Patient.AuthenticationSeconds }, Server.Context));
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        _thread = new Thread(Tick);
        _thread.Start();
    }

    public ServerMetrics Metrics { get; } = new();

    public GameServer Server { get; }

    public int Port { get; }

    public HttpClient Http { get; }

    /// <summary>What an operator would read.</summary>
    public LineLog Log { get; } = new();

    public Uri Socket => new($"ws://127.0.0.1:{Port}/play");

    /// <summary>Asks on the tick's thread, between two ticks.</summary>
    public T Ask<T>(Func<GameServer, T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_asked)
            _asked.Add(() => answer.SetResult(question(Server)));
        return answer.Task.WaitAsync(Patience.Limit).GetAwaiter().GetResult();
    }

    /// <summary>Somebody who plays over the socket; whoever asks for it turns it.</summary>
    public GameClient Invite(string name, out BrowserTransport transport)
    {
        transport = new BrowserTransport(Socket);
        var client = new GameClient(transport, new ClientOptions { Name = name }, TimeProvider.System);
        _guests.Add(client);
        client.Connect();
        return client;
    }

    public GameClient Seat(string name)
    {
        var client = Invite(name, out _);
        Turn([client], () => client.IsInRoom);
        return client;
    }

    /// <summary>A socket without the library, opened with a subprotocol or none.</summary>
    public async Task<ClientWebSocket> DialAsync(string? subprotocol = null, string? origin = null)
    {
        var socket = new ClientWebSocket();
        _guests.Add(socket);
        if (subprotocol is not null)
            socket.Options.AddSubProtocol(subprotocol);
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(Socket, CancellationToken.None);
        return socket;
    }

    /// <summary>A connection that has said nothing yet.</summary>
    /// <param name="from">Of 127.0.0.0/8: another one counts as somebody else.</param>
    public Socket Connect(string from = "127.0.0.1")
    {
        var socket = RawConnection.Open(Port, from);
        _guests.Add(socket);
        return socket;
    }

    /// <summary>All that is answered to these bytes until the server ends the connection.</summary>
    public string Say(string request)
    {
        using var socket = Connect();
        return RawConnection.Say(socket, request);
    }

    /// <summary>Lets clients live until the condition holds.</summary>
    public static void Turn(IReadOnlyList<GameClient> clients, Func<bool> until)
    {
        var started = Stopwatch.GetTimestamp();
        while (!until())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit, string.Join(", ", clients.Select(static one => $"{one.Name}: {one.State} {one.EndReason}")));
            foreach (var client in clients)
                client.Update();
            Thread.Sleep(1);
        }
    }

    /// <summary>Waits until so many have gone by.</summary>
    public void PassTicks(int ticks)
    {
        var from = Ask(static server => server.Clock.Ticks);
        Turn([], () => Ask(static server => server.Clock.Ticks) > from + ticks);
    }

    /// <summary>Milliseconds of the ticks since the last call, in order of length.</summary>
    public double[] TakeTicks() => Ask(_ =>
    {
        double[] ticks = [.. _ticks.Order()];
        _ticks.Clear();
        return ticks;
    });

    public void Dispose()
    {
        _guests.ForEach(static guest => guest.Dispose());
        Http.Dispose();
        _isStopping = true;
        _thread.Join();
        _web.Dispose();
        Server.Dispose();
        Metrics.Dispose();
        _waiter.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Tick()
    {
        var start = Stopwatch.GetTimestamp();
        var last = start;
        for (long tick = 0; !_isStopping; tick++)
        {
            _waiter.WaitUntil(start + (tick * Stopwatch.Frequency / TickRate));
            var now = Stopwatch.GetTimestamp();
            Server.Tick.Run(Stopwatch.GetElapsedTime(last, now));
            _web.Look(Server.Rooms);
            last = now;
            _ticks.Add(Stopwatch.GetElapsedTime(now).TotalMilliseconds);
            lock (_asked)
            {
                _asked.ForEach(static ask => ask());
                _asked.Clear();
            }
        }
    }
}
