using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Client;
using Ecs.Server.Metrics;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>The list of rooms, asked for by a crowd that never stops, while somebody plays.</summary>
[Collection(AloneLane.Name)]
public sealed class RoomsHammerTests(ITestOutputHelper output)
{
    private const int CalmSeconds = 5;
    private const int HammerSeconds = 8;
    private const int GetsAtOnce = 50;
    private const int Askers = 4;

    [SocketsFact]
    public void A_crowd_that_asks_for_the_rooms_does_not_disturb_who_plays()
    {
        var report = Path.GetTempFileName();
        try
        {
            using var server = ServerChild.Start(
                "--mode", "plaza", "--doors", "plaza:0", "--bots", "16", "--report", report, "--max-connections-per-address", "512").Ready();
            var port = PortOf(server.WaitForOutput("doors="));
            using var player = server.Connect("ana");
            server.Turn(player, () => player.IsInRoom);
            PlayFor(player, CalmSeconds);
            var answers = new int[600];
            var start = Stopwatch.GetTimestamp();
            var askers = Enumerable.Range(0, Askers).Select(_ => new Thread(() => Ask(port, start, answers))).ToArray();
            Array.ForEach(askers, static asker => asker.Start());
            PlayFor(player, HammerSeconds);
            Array.ForEach(askers, static asker => asker.Join());
            server.Signal(ServerChild.Terminate);
            Assert.Equal(0, server.WaitForExit());

            var seconds = ReportFile.Read(report);
            var calm = ReportFile.Combine(seconds, 2, CalmSeconds)!;
            var hammered = ReportFile.Combine(seconds, CalmSeconds + 2, CalmSeconds + HammerSeconds)!;
            output.WriteLine($"{answers[200]} answered, {answers[429]} refused in {HammerSeconds} s");
            output.WriteLine($"tick p99 {calm.TickMs.P99:0.000} ms before, {hammered.TickMs.P99:0.000} ms meanwhile");
            output.WriteLine($"ticks skipped meanwhile: {hammered.TicksSkipped}");
            Assert.True(player.IsInRoom);
            Assert.InRange(answers[200], 100, 150 * (HammerSeconds + 2));
            Assert.NotEqual(0, answers[429]);
            Assert.Equal(answers.Sum(), answers[200] + answers[429]);
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static int PortOf(string ready)
    {
        var doors = ready.Split(' ').Single(static word => word.StartsWith("doors=", StringComparison.Ordinal));
        return int.Parse(doors[(doors.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
    }

    private static void PlayFor(GameClient player, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            player.Update();
            Thread.Sleep(5);
        }
    }

    private static void Ask(int port, long start, int[] answers)
    {
        var buffer = new byte[64 * 1024];
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < HammerSeconds)
        {
            var sockets = new Socket[GetsAtOnce];
            for (var index = 0; index < sockets.Length; index++)
            {
                sockets[index] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
                sockets[index].Connect(IPAddress.Loopback, port);
                sockets[index].Send("GET /rooms HTTP/1.1\r\nHost: a\r\n\r\n"u8);
            }

            foreach (var socket in sockets)
            {
                var length = 0;
                while (socket.Receive(buffer.AsSpan(length)) is > 0 and var count)
                    length += count;

                socket.Dispose();
                Interlocked.Increment(ref answers[int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), CultureInfo.InvariantCulture)]);
            }
        }
    }
}
