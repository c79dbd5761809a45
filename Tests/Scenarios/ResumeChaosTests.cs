using System.Net;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;
using Xunit.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>
/// Connections lost by chance, in the handshake and in play, on the way to the server, on the way back or both, noticed at once or after a
/// silence, and again on the way back in. <c>RESUME_SEED=17</c> draws other ones.
/// </summary>
public sealed class ResumeChaosTests(ITestOutputHelper output)
{
    private const int People = 40;

    private static int Seed => DeepRun.Or("RESUME_SEED", 1);

    [Fact]
    public void A_thousand_of_a_thousand_drops_come_back_as_the_same_entity()
    {
        using var story = new Story(Seed, thieves: 0);
        while (story.Drops < 1_000)
            story.PlayRound();

        output.WriteLine($"seed {Seed}: {story}");
        Assert.Equal(story.Drops, story.Returns);
        Assert.True(story.DropsInHandshake > 100, $"{story}");
    }

    [Fact]
    public void Thieves_get_nothing_while_everybody_comes_and_goes()
    {
        using var story = new Story(Seed + 1, thieves: 6);
        for (var round = 0; round < 6; round++)
            story.PlayRound();

        output.WriteLine($"seed {Seed + 1}: {story}");
        Assert.Equal(story.Drops, story.Returns);
        Assert.True(story.Thefts > 500, $"{story}");
        Assert.Equal(0, story.Hits);
    }

    /// <summary>A room of people over a slow line, and the drops that they have had.</summary>
    private sealed class Story : IDisposable
    {
        private static readonly LinkConditions Line = new() { Delay = TimeSpan.FromMilliseconds(60), Jitter = TimeSpan.FromMilliseconds(40), Loss = 0.02 };

        private readonly ServerRig _rig;
        private readonly Random _random;
        private readonly List<Guest> _guests = [];
        private readonly List<(string Name, ResumeToken Token)> _spent = [];
        private readonly int _thieves;
        private int _dialled;

        public Story(int seed, int thieves)
        {
            _random = new Random(seed);
            _thieves = thieves;
            _rig = new ServerRig(seed, new NativeOptions(), new RoomOptions { PlayerLimit = 64, SnapshotDivisor = 6 });
            for (var number = 0; number < People; number++)
                _guests.Add(new Guest($"g{number}"));
        }

        public int Drops { get; private set; }

        public int DropsInHandshake { get; private set; }

        public int Returns { get; private set; }

        public int Thefts { get; private set; }

        public int Hits { get; private set; }

        public void Dispose() => _rig.Dispose();

        public override string ToString() =>
            $"{Drops} drops, {DropsInHandshake} of them in a handshake, {Returns} returns, {Thefts} thefts tried, {Hits} hits, {_rig.Time.GetTimestamp()} ticks of the clock";

        /// <summary>Everybody is dropped once or twice within two seconds, and has to be back.</summary>
        public void PlayRound()
        {
            foreach (var guest in _guests)
            {
                guest.DropAt = _random.Next(1, 120);
                guest.Again = _random.Next(3) == 0 ? _random.Next(0, 24) : -1;
                guest.LostAt = -1;
            }

            for (var tick = 0; tick < 120 || _guests.Exists(static guest => !guest.IsBack); tick++)
            {
                Assert.True(tick < 45 * 60, $"seed {_rig.Seed}: {string.Join(", ", _guests.Where(static guest => !guest.IsBack))} are not back, {this}");
                foreach (var guest in _guests)
                    Turn(guest, tick);

                for (var thief = 0; thief < _thieves && tick % 10 == thief; thief++)
                    Steal();

                _rig.Run(1);
            }

            Assert.Equal(_guests.Count, _rig.Room.PlayerCount);
            Assert.Equal(_rig.Door.Sessions.Count(static session => session.IsConnected), _rig.Door.Connections.All);
            Assert.Equal(_rig.Door.Sessions.Count(static session => session.IsSilent), _rig.Door.Connections.Silent);
            Assert.Equal(_guests.Count, _rig.Door.Sessions.Count(static session => session.Name.Length != 0));
        }

        private void Turn(Guest guest, int tick)
        {
            if (guest.Player is null || guest.Player.Client.State == ClientState.Ended)
            {
                // Who had a session has it still: only before the first token a program has to begin anew.
                Assert.True(guest.Avatar == default, $"seed {_rig.Seed}: {guest} was in the room and has ended");
                guest.Player?.Client.Dispose();
                guest.Player = _rig.Invite(guest.Name, Line, Line, options => options with { Chance = _random }, () => AddressOf(guest));
                guest.Player.Client.Pilot = new BotPilot(TestGames.Shipped, 1);
            }

            var client = guest.Player.Client;
            if (client.State == ClientState.Connected && tick % 30 == 0)
            {
                // Kept out by the ghost of the program before, for two seconds.
                client.Authenticate(guest.Name, "");
            }

            if (client.IsInRoom)
            {
                Assert.True(guest.Avatar == default || guest.Avatar == client.Room.Avatar, $"seed {_rig.Seed}: {guest} is another");
                guest.Avatar = client.Room.Avatar;
                if (guest.LostAt >= 0 && !guest.IsBack && guest.IsHeard)
                {
                    Assert.True(tick - guest.LostAt <= 30 * 60, $"seed {_rig.Seed}: {guest} was away for {(tick - guest.LostAt) / 60.0:F1} s");
                    Returns += guest.Owed;
                    guest.Owed = 0;
                    guest.IsBack = guest.DropAt < 0 && guest.Again < 0;
                }

                // Whoever is not heard is lost again, whatever they see.
                guest.IsBack &= guest.IsHeard;
            }

            if (tick == guest.DropAt)
            {
                guest.DropAt = -1;
                Drop(guest, tick);
            }
            else if (guest.DropAt < 0 && guest.Again >= 0 && guest.IsHeard && guest.Again-- == 0)
            {
                Drop(guest, tick);
            }
        }

        private void Drop(Guest guest, int tick)
        {
            var client = guest.Player!.Client;
            if (client.ResumeToken is { } token)
                _spent.Add((guest.Name, token));

            Drops++;
            guest.Owed++;
            DropsInHandshake += client.IsInRoom ? 0 : 1;
            guest.LostAt = tick;
            guest.IsBack = false;
            var socket = guest.Player.Transport.Socket;
            switch (_random.Next(5))
            {
                case 0:
                    socket?.Vanish();
                    break;
                case 1 when socket is not null:
                    socket.Up.IsCut = true;
                    break;
                case 2 when socket is not null:
                    socket.Down.IsCut = true;
                    break;
                default:
                    guest.Player.Transport.Fail();
                    break;
            }
        }

        /// <summary>Somebody with a token that is used, made up or of another, or a name that is not theirs.</summary>
        private void Steal()
        {
            var victim = _guests[_random.Next(_guests.Count)];
            var (name, token) = _random.Next(4) switch
            {
                0 when _spent.Count != 0 && IsSpent(_spent[_random.Next(_spent.Count)], out var used) => used,
                1 when victim.Player?.Client.ResumeToken is { } others => (_guests[(_guests.IndexOf(victim) + 1) % _guests.Count].Name, others),
                2 when victim.Player?.Client.ResumeToken is { } near => (victim.Name, new(near.Value ^ (UInt128.One << _random.Next(128)))),
                _ => (victim.Name, ResumeToken.Create()),
            };
            var number = Thefts++;
            var thief = _rig.Dial(address: new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]));
            thief.Resume(name, token);
            thief.EachTick = () =>
            {
                if (thief.Has(MessageId.AuthFailure))
                    thief.Socket.Close([]);

                Hits += thief.Has(MessageId.AuthSuccess) ? 1 : 0;
            };
        }

        /// <summary>A token that its owner has replaced, and has the next one: what was lost on the way is not used yet.</summary>
        private bool IsSpent((string Name, ResumeToken Token) seen, out (string Name, ResumeToken Token) spent)
        {
            spent = seen;
            var owner = _guests.Find(guest => guest.Name == seen.Name)!;
            return owner.Player!.Client is { IsInRoom: true, ResumeToken: { } now } && now != seen.Token && owner.IsHeard;
        }

        private IPAddress AddressOf(Guest guest) => guest.Avatar == default
            ? new IPAddress([172, 16, 0, (byte)_guests.IndexOf(guest)])
            : new IPAddress([172, 17, (byte)(_dialled++ >> 8), (byte)_dialled]);

        private sealed class Guest(string name)
        {
            public string Name => name;

            public Player? Player { get; set; }

            /// <summary>The one that they have had since they first came.</summary>
            public EntityId Avatar { get; set; }

            public int DropAt { get; set; }

            public int Again { get; set; }

            public int LostAt { get; set; }

            public int Owed { get; set; }

            public bool IsBack { get; set; }

            /// <summary>Whether the line carries anything in both directions.</summary>
            public bool IsHeard => Player?.Transport.Socket is { Up.IsCut: false, Down.IsCut: false };

            public override string ToString() => $"{name} ({Player?.Client.State}, {Player?.Client.EndReason})";
        }
    }
}
