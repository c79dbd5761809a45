using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;

namespace Ecs.Benchmarks.Doors;

/// <summary>
/// Two players of the original survival game on the framework's WebSocket client: they gather, meet in the middle, greet, fight,
/// die and come back, over and over, while a native bot plays in the same room.
/// </summary>
internal sealed class SurvivalStory : IDoorStory
{
    private const double SpeaksPerSecond = 20;
    private const double UpdatesPerSecond = 10;

    /// <summary>["pp", []]: the envelope's own ping and its answer.</summary>
    private static readonly byte[] Ping = [0x92, 0xa2, 0x70, 0x70, 0x90];

    public string Mode => "survival";

    public object Play(TimeSpan length)
    {
        using var server = DoorServer.Start(Mode);
        using var guest = new NativeGuest(server.Native, "Nat", Mode);
        var play = Task.WhenAll(PlayAsync(server.Door, "Zoe", length), PlayAsync(server.Door, "Ann", length));
        var seen = 0;
        while (!play.IsCompleted)
        {
            guest.Update();
            seen = Math.Max(seen, guest.AvatarsSeen);
            Thread.Sleep(10);
        }

        var players = play.GetAwaiter().GetResult();
        StoryException.Unless(seen == 3, $"survival: the native bot saw {seen} avatars of 3");
        server.Stop();
        return new { seconds = length.TotalSeconds, nativeSees = seen, players };
    }

    private static async Task<object> PlayAsync(IPEndPoint door, string name, TimeSpan length)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{door}/?token=t"), CancellationToken.None);
        var player = new SurvivalPlayer(name);
        var figures = new Listener(socket, player);
        var listening = figures.ListenAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / SpeaksPerSecond));
        var (begin, turn, sent) = (Stopwatch.GetTimestamp(), 0, 0);
        while (Stopwatch.GetElapsedTime(begin) < length && await timer.WaitForNextTickAsync())
        {
            byte[][] says;
            lock (player)
            {
                says = [.. player.Speak()];
            }

            foreach (var said in says)
            {
                await socket.SendAsync(said, WebSocketMessageType.Binary, true, CancellationToken.None);
                sent++;
            }

            if (++turn % (int)SpeaksPerSecond == 0)
            {
                figures.Pinged = Stopwatch.GetTimestamp();
                await socket.SendAsync(Ping, WebSocketMessageType.Binary, true, CancellationToken.None);
            }
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        await listening;
        StoryException.Unless(socket.CloseStatus == WebSocketCloseStatus.NormalClosure, $"survival: {name} was closed with {socket.CloseStatus}");
        StoryException.Unless(player.HasSeenItAll, $"survival: {name} gathered {player.Wood}, heard {player.Chat.Count} lines, killed {player.Kills}, died {player.Deaths}");
        StoryException.Unless(
            player.Updates >= 0.95 * UpdatesPerSecond * (length.TotalSeconds - 1), $"survival: {name} heard {player.Updates} updates in {length}");
        return new
        {
            name,
            sent,
            updates = player.Updates,
            wood = player.Wood,
            wounds = player.Wounds,
            kills = player.Kills,
            deaths = player.Deaths,
            lives = player.Lives,
            chat = player.Chat.Count,
            longestGapMilliseconds = Math.Round(figures.LongestGap, 1),
            longestPingMilliseconds = Math.Round(figures.LongestPing, 1),
        };
    }

    /// <summary>Hands what arrives to the player, and times it.</summary>
    private sealed class Listener(ClientWebSocket socket, SurvivalPlayer player)
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private long _lastUpdate;

        public long Pinged { get; set; }

        public double LongestPing { get; private set; }

        /// <summary>Between two updates.</summary>
        public double LongestGap { get; private set; }

        public async Task ListenAsync()
        {
            while (await ReceiveAsync() is { Count: > 0 } message)
            {
                if (message.AsSpan().SequenceEqual(Ping))
                {
                    LongestPing = Math.Max(LongestPing, Stopwatch.GetElapsedTime(Pinged).TotalMilliseconds);
                    continue;
                }

                lock (player)
                {
                    var before = player.Updates;
                    player.Hear(message);
                    NoteGap(player.Updates != before);
                }
            }
        }

        private void NoteGap(bool isUpdate)
        {
            if (!isUpdate)
            {
                return;
            }

            var now = Stopwatch.GetTimestamp();
            LongestGap = _lastUpdate == 0 ? 0 : Math.Max(LongestGap, Stopwatch.GetElapsedTime(_lastUpdate, now).TotalMilliseconds);
            _lastUpdate = now;
        }

        /// <summary>A whole message; empty when the server has closed.</summary>
        private async Task<ArraySegment<byte>> ReceiveAsync()
        {
            var length = 0;
            while (true)
            {
                var received = await socket.ReceiveAsync(new ArraySegment<byte>(_buffer, length, _buffer.Length - length), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return default;
                }

                length += received.Count;
                if (received.EndOfMessage)
                {
                    return new ArraySegment<byte>(_buffer, 0, length);
                }
            }
        }
    }
}
