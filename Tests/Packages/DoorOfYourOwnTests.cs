using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Doors;
using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Simulation.Numerics;
using Ecs.Tests.House;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Packages;

/// <summary>The door of docs/doors.md, compiled as a stranger's assembly: people come through it, talk, walk and go.</summary>
[Collection(SocketLane.Name)]
public sealed class DoorOfYourOwnTests : IDisposable
{
    private static readonly Type Door = Compile();

    private readonly ServerRig _rig = new();
    private readonly MemoryStreamListener _streams = new(4000);

    [Fact]
    public void Somebody_gives_a_name_walks_talks_and_is_heard_beside_native_players()
    {
        Open(limit: 8);
        var eva = _rig.Enter("eva");
        var ana = _streams.Connect();
        Assert.Equal("What is your name?", Say(ana, ""));

        Assert.Equal("Try another name.", Say(ana, "Admin\r\n"));
        Assert.Equal("Try another name.", Say(ana, "eva\n"));
        Assert.Equal("ana has come.", Say(ana, "ana\n"));
        var before = PlaceOf("ana");
        Say(ana, "walk west\n");
        _rig.Run(10);
        Assert.True(PlaceOf("ana").X < before.X, "nobody walked");

        Assert.Equal("ana: hello, eva", Say(ana, "hello, eva\n"));
        Assert.Equal("hello, eva", eva.Get<Ecs.Protocol.Messages.ChatReceived>().Text);
        _rig.Server.Operators.Execute = static (who, line) => $"{who.Name} wants {line}";
        Assert.Equal("ana wants players", Say(ana, "/players\n"));
        ana.Send("quit\n"u8);
        _rig.Run(2);
        Assert.True(ana.IsClosed);
        Assert.Null(_rig.Server.Names.Find("ana"));
    }

    [Fact]
    public void What_is_too_endlesstoo_many_or_too_late_is_refused_with_a_counter()
    {
        var door = Open(limit: 2);
        var endless = _streams.Connect();
        endless.Send(new byte[600]);
        var silent = _streams.Connect();
        var third = _streams.Connect();
        _rig.Run(2);
        Assert.True(endless.IsClosed);
        Assert.True(third.IsClosed);
        Assert.Equal((1, 1), (_rig.Drops(DropCause.TooLong), _rig.Drops(DropCause.Refused)));

        _rig.RunUntil(() => silent.IsClosed, seconds: 31);
        Assert.Equal((1, 0), (_rig.Drops(DropCause.Timeout), door.SessionCount));
    }

    [Fact]
    public void A_server_opens_it_by_its_name_and_tells_its_people_of_the_end()
    {
        var kind = (DoorKind)Door.GetMethod("Kind")!.Invoke(null, [new[] { "arena" }])!;
        var stop = new StopRequest();
        using var metrics = new ServerMetrics();
        var options = new ServerOptions { Port = 0, Web = new WebOptions { Address = null }, Doors = [new DoorEntry("line", 0)] };
        var parts = new ServerParts().AddShipped().AddDoor(kind);
        Assert.Equal(ExitCode.Ok, RunningServer.TryOpen(options, parts, metrics, NullLoggerFactory.Instance, stop, out var server, out var fault));
        Assert.Equal("", fault);
        using (server)
        {
            var label = server!.Server.Doors[^1].Label;
            var thread = new Thread(server.Run) { IsBackground = true };
            thread.Start();
            using var client = new TcpClient { ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds };
            client.Connect(IPAddress.Loopback, int.Parse(label["line:".Length..], System.Globalization.CultureInfo.InvariantCulture));
            using var lines = new StreamReader(client.GetStream(), Encoding.UTF8);
            Assert.Equal("What is your name?", lines.ReadLine());
            client.GetStream().Write("ana\n"u8);
            Assert.Equal("ana has come.", lines.ReadLine());
            stop.TryMake("test");
            Assert.Equal(ReasonText.Of(Reason.ServerStopping), lines.ReadLine());
            Assert.Null(lines.ReadLine());
            Assert.True(thread.Join(Patience.Limit));
        }
    }

    public void Dispose() => _rig.Dispose();

    private IDoor Open(int limit)
    {
        var door = (IDoor)Activator.CreateInstance(Door, _rig.Server.Context, _streams, limit)!;
        _rig.Server.OpenDoor(door, static _ => true);
        return door;
    }

    /// <summary>What they hear of it, without the last line's end.</summary>
    private string Say(MemoryStreamClient client, string text)
    {
        client.Send(Encoding.UTF8.GetBytes(text));
        _rig.Run(2);
        return Encoding.UTF8.GetString(client.TakeAll()).TrimEnd();
    }

    private FixedVector PlaceOf(string name)
    {
        foreach (ref readonly var entity in _rig.Room.View.Entities)
        {
            if (entity.Slot == _rig.SeatOf(name).Slot)
                return new FixedVector(entity.X, entity.Y);
        }

        throw new InvalidOperationException($"{name} is nowhere");
    }

    private static Type Compile()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "doors.md"));
        var image = Stranger.Compile("MyGame.Line", OutputKind.DynamicallyLinkedLibrary, Stranger.FilesOf(page).Select(static file => file.Text));
        return Assembly.Load(image).GetType("MyGame.Line.LineDoor", throwOnError: true)!;
    }
}
