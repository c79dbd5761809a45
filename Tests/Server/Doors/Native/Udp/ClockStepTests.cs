using System.Diagnostics;
using System.Net;
using Ecs.Client;
using Ecs.Server;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>Somebody sets a clock: of the server's machine or of a client's.</summary>
[Collection(ProcessLane.Name)]
public sealed class ClockStepTests(ITestOutputHelper output)
{
    private const int Players = 8;
    private const double Step = 1.0 / 60;

    /// <summary>Before the real clock stands one that is wrong by as many seconds as the first eight bytes of a file say.</summary>
    private const string WrongClock =
        """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <time.h>

        int clock_gettime(clockid_t which, struct timespec *now)
        {
            static int (*right)(clockid_t, struct timespec *);
            static volatile long long *wrong;
            if (!wrong) {
                right = dlsym(RTLD_NEXT, "clock_gettime");
                wrong = mmap(0, 8, PROT_READ, MAP_SHARED, open(getenv("WRONG_BY"), O_RDONLY), 0);
            }
            int result = right(which, now);
            if (which == CLOCK_REALTIME)
                now->tv_sec += *wrong;
            return result;
        }
        """;

    [Theory]
    [InlineData(-3600, true)]
    [InlineData(3600, true)]
    [InlineData(-3600, false)]
    [InlineData(3600, false)]
    public void Everybody_is_back_in_seconds_as_the_same_entity(double seconds, bool isServers)
    {
        var serverClock = new TwoClocks();
        var clientClock = new TwoClocks();
        using var metrics = new ServerMetrics();
        using var server = new GameServer(metrics, TestGames.Shipped);
        server.OpenRoom(new(), TestMaps.Arena);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0, Time = serverClock }, metrics, out var carrier, out _));
        server.OpenNativeDoor(carrier);
        var address = new IPEndPoint(IPAddress.Loopback, carrier.Port);
        GameClient[] clients = [.. Enumerable.Range(0, Players).Select(number =>
            new GameClient(new UdpTransport(address, clientClock), new ClientOptions { Name = $"p{number}" }, clientClock))];
        Array.ForEach(clients, static client => client.Connect());
        void RunUntil(Func<bool> condition, int turns)
        {
            for (var turn = 0; turn < turns && !condition(); turn++)
            {
                serverClock.Pass(Step);
                clientClock.Pass(Step);
                Array.ForEach(clients, static client => client.Update());
                server.Tick.Run(TimeSpan.FromSeconds(Step));
            }

            Assert.True(condition());
        }

        RunUntil(() => Array.TrueForAll(clients, static client => client.IsInRoom), 4_000);
        var avatars = Array.ConvertAll(clients, static client => client.Room.Avatar);

        (isServers ? serverClock : clientClock).Set(seconds);
        RunUntil(() => Array.TrueForAll(clients, static client => client.IsInRoom && client.Figures.Resumes == 1), 5 * 60);

        Assert.Equal(avatars, Array.ConvertAll(clients, static client => client.Room.Avatar));
        Assert.Equal(Players, server.Rooms.All[0].PlayerCount);
        Assert.Equal(isServers ? 1 : 0, metrics.DropsOf(DropCause.ClockStep));
        Array.ForEach(clients, static client => client.Dispose());
    }

    /// <summary>A real server whose machine's clock goes back by an hour: <c>CLOCK_STEP=1</c>, and a C compiler.</summary>
    [ClockStepFact]
    public void A_real_server_that_is_set_back_by_an_hour_has_everybody_back()
    {
        var folder = Directory.CreateTempSubdirectory("ecs-clock-").FullName;
        var wrongBy = Path.Combine(folder, "wrong-by");
        var library = Path.Combine(folder, "wrong-clock.so");
        File.WriteAllBytes(wrongBy, new byte[8]);
        File.WriteAllText(Path.Combine(folder, "wrong-clock.c"), WrongClock);
        Assert.Equal(0, OtherProgram.Run(
            new ProcessStartInfo("cc", ["-shared", "-fPIC", "-o", library, Path.Combine(folder, "wrong-clock.c"), "-ldl"])).ExitCode);
        using var server = ServerChild.Start(
            new Dictionary<string, string> { ["LD_PRELOAD"] = library, ["WRONG_BY"] = wrongBy }).Ready();
        GameClient[] clients = [.. Enumerable.Range(0, Players).Select(number => server.Connect($"p{number}"))];
        server.Turn(clients, () => Array.TrueForAll(clients, static client => client.IsInRoom));
        var avatars = Array.ConvertAll(clients, static client => client.Room.Avatar);

        var began = Stopwatch.GetTimestamp();
        using (var file = File.OpenWrite(wrongBy))
            file.Write(BitConverter.GetBytes(-3_600L)); // In place: the server looks at these very bytes.
        server.Turn(clients, () => Array.TrueForAll(clients, static client => client.IsInRoom && client.Figures.Resumes == 1));

        output.WriteLine($"{Players} players are back after {Stopwatch.GetElapsedTime(began).TotalSeconds:F2} s");
        Assert.Equal(avatars, Array.ConvertAll(clients, static client => client.Room.Avatar));
        Array.ForEach(clients, static client => client.Dispose());
        Directory.Delete(folder, recursive: true);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ClockStepFactAttribute : FactAttribute
    {
        public ClockStepFactAttribute() => Skip = DeepRun.Or("CLOCK_STEP", 0) == 1 ? null : "runs with CLOCK_STEP=1 and a C compiler";
    }
}
