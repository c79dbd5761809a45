using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Text;
using Ecs.Scenes.Doors.Arena;

namespace Ecs.Benchmarks.Doors.Arena;

/// <summary>
/// The original client of the arena as far as the wire can tell, with somebody at the keys who walks before the nearest enemy and
/// shoots: sixty moves a second while a key is down, ten pings a second, and a bare end of the connection.
/// </summary>
internal sealed class ArenaPlayer : IDisposable
{
    private const double MovesPerSecond = 60;
    private const int MovesPerFrame = 8;       // after a late frame the original's engine makes up for so many and gives up the rest
    private const double PingsPerSecond = 10;
    private const double ShotSeconds = 0.32;   // a little more than the cooldown
    private const int Line = 30;               // world units: a little under half a body
    private const int Lane = 15;               // world units: bullets of two who face each other must not meet
    private const int Slack = 20;              // world units: news of the own place come two steps late
    private const int StrollSeconds = 8;       // the last two of each belong to a stroll

    private readonly StorySocket _socket;
    private readonly ArenaMemory _memory = new();
    private readonly List<ArenaHeard> _heard = [];
    private readonly Queue<long> _pinged = [];
    private Pace _moves = new(MovesPerSecond);
    private Pace _pings = new(PingsPerSecond);
    private TimeSpan _shotAt;
    private ulong _stamp;

    public ArenaPlayer(IPEndPoint door)
    {
        _socket = new StorySocket($"ws://{door}/");
        Witness = new ArenaWitness(_memory);
    }

    public ArenaWitness Witness { get; }

    /// <summary>Everything but shots, updates and pongs, in order.</summary>
    public IReadOnlyList<ArenaHeard> Heard => _heard;

    public IReadOnlyDictionary<byte, ArenaOther> Known => _memory.Known;

    /// <summary>The own number, once in the game.</summary>
    public byte Id => _heard.First(static heard => heard.Code == ArenaHeard.Connected).Id;

    public ArenaOther Self => Known[Id];

    public int Moves { get; private set; }

    public int Messages => _socket.Heard;

    /// <summary>Milliseconds from a ping to its answer.</summary>
    public List<double> RoundTrips { get; } = [];

    public bool Has(byte code) => _heard.Exists(heard => heard.Code == code);

    public bool HasRead(string text) => _heard.Exists(heard => heard.Code == ArenaHeard.Chat && heard.Text == text);

    public bool Knows(string name) => Known.Values.Any(other => other.Name == name);

    public byte NumberOf(string name) => Known.Single(other => other.Value.Name == name).Key;

    public void Authenticate(string name) => SendText(0, name);

    public void Enter() => _socket.Send(new byte[] { 1 });

    public void Say(string text) => SendText(100, text);

    /// <summary>Hears what has come.</summary>
    public void Frame()
    {
        while (_socket.TryHear(out var message, out var at))
        {
            var heard = ArenaHeard.Read(message);
            _memory.Learn(heard);
            Witness.Hear(heard, at);
            if (heard.Code == ArenaHeard.Pong)
                HearPong(heard.Stamp, at);
            else if (heard.Code is not (ArenaHeard.Updated or ArenaHeard.Shot))
                _heard.Add(heard);
        }
    }

    /// <summary>The clock that <see cref="Walk"/> and <see cref="Fight"/> are told begins anew.</summary>
    public void Begin() => (_moves, _pings, _shotAt) = (new Pace(MovesPerSecond), new Pace(PingsPerSecond), TimeSpan.Zero);

    /// <summary>A key held down.</summary>
    /// <param name="now">Since <see cref="Begin"/>.</param>
    /// <param name="way">1 right, -1 left, 0 none.</param>
    public void Walk(TimeSpan now, int way)
    {
        for (var due = Math.Min(_moves.Due(now), MovesPerFrame); due > 0 && way != 0; due--)
        {
            var message = new byte[9];
            message[0] = 2;
            BinaryPrimitives.WriteSingleLittleEndian(message.AsSpan(1), way);
            _socket.Send(message);
            Moves++;
        }
    }

    public void Fight(TimeSpan now)
    {
        for (var due = _pings.Due(now); due > 0; due--)
            Ping();

        var self = Self;
        var enemies = Known.Values.Where(other => other.IsAlive != 0 && other.TeamId != self.TeamId);
        var enemy = enemies.MinBy(other => Math.Abs(other.X - self.X));
        Walk(now, self.IsAlive == 0 ? 0 : Choose(now, enemy));
        var isAimed = enemy is not null && self.IsAlive != 0 && Math.Abs(enemy.X - self.X) < Line;
        if (isAimed && now - _shotAt >= TimeSpan.FromSeconds(ShotSeconds))
        {
            _shotAt = now;
            _socket.Send(new byte[] { 3 });
        }
    }

    /// <summary>The window is closed; no close frame.</summary>
    public void Leave() => _socket.Vanish();

    public void Dispose() => _socket.Dispose();

    private int Choose(TimeSpan now, ArenaOther? enemy)
    {
        var round = (int)now.TotalSeconds / StrollSeconds;
        if (enemy is null || (int)now.TotalSeconds % StrollSeconds >= StrollSeconds - 2)
            return round % 2 == 0 && Self.X < 1180 ? 1 : round % 2 != 0 && Self.X > 100 ? -1 : 0;

        var apart = enemy.X + (Self.TeamId == 0 ? Lane : -Lane) - Self.X;
        return Math.Abs(apart) <= Slack ? 0 : Math.Sign(apart);
    }

    private void Ping()
    {
        var message = new byte[9];
        message[0] = 254;
        BinaryPrimitives.WriteUInt64LittleEndian(message.AsSpan(1), _stamp++);
        _pinged.Enqueue(Stopwatch.GetTimestamp());
        _socket.Send(message);
    }

    private void HearPong(ulong stamp, long at)
    {
        StoryException.Unless(stamp == _stamp - (ulong)_pinged.Count, $"ping {_stamp - (ulong)_pinged.Count} is answered with {stamp}");
        RoundTrips.Add(Stopwatch.GetElapsedTime(_pinged.Dequeue(), at).TotalMilliseconds);
    }

    private void SendText(byte code, string text) => _socket.Send((byte[])[code, .. Encoding.UTF8.GetBytes(text), 0]);
}
