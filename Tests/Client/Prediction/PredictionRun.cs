using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Client.Prediction;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Simulation.Games;
using Ecs.Simulation.Values;
using Ecs.Tests.Simulation.Games.Sample;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Client.Prediction;

/// <summary>A room of bots and of full clients that predict, over links that are far, lose and jitter; each prediction is held against the server's own world.</summary>
internal sealed class PredictionRun : IDisposable
{
    public static readonly GameTable Games = new GameTable().AddShipped().Add(TagGame.Entry);

    private readonly ServerRig _rig;
    private readonly ServerTruth _truth;
    private readonly List<Judged> _players = [];
    private readonly List<MemoryTransport> _transports = [];
    private readonly PredictionMutant? _mutant;

    public PredictionRun(string game, int clients, int bots, int seed, LinkConditions? link = null, PredictionMutant? mutant = null, int wishSpeed = 0, bool predicts = true)
    {
        var map = game == TagGame.Entry.Name ? TestMaps.Load("tag") : TestMaps.Of(game);
        var room = new RoomOptions { Mode = game, Bots = bots, Seed = (ulong)seed, PlayerLimit = clients + bots, WishSpeed = wishSpeed };
        _rig = new ServerRig(1, seed, null, [room], map, Games);
        _truth = new ServerTruth(_rig.Room);
        for (var number = 0; number < clients; number++)
        {
            var transport = new MemoryTransport(() => _rig.Carrier.Connect(link, link));
            _transports.Add(transport);
            var options = new ClientOptions { Name = $"p{number}", Games = predicts ? mutant?.GamesOf(Games) ?? Games : null, Maps = [map], Chance = new Random(seed + number) };
            var client = new GameClient(mutant is null ? transport : new ChangedTransport(transport, mutant), options, _rig.Time)
            {
                Pilot = new BotPilot(Games, (ulong)(seed + number)),
            };
            client.Connect();
            _players.Add(new Judged(client));
        }

        _mutant = mutant;
        foreach (var player in _players)
            _rig.Add(player);

        _rig.RunUntil(() => _players.TrueForAll(player => predicts ? player.Client.Prediction is { IsReady: true } : player.Client.IsInRoom), seconds: 20);
        foreach (var player in _players)
            _truth.Watch(player.Client.Slot);
    }

    public PredictionResult Result { get; private set; } = new();

    public ServerRig Rig => _rig;

    public GameClient Client(int number) => _players[number].Client;

    /// <summary>The wire of a client.</summary>
    public VirtualSocket Line(int number) => _transports[number].Socket!;

    /// <summary>What came of it until now no longer counts.</summary>
    public void Forget() => Result = new();

    /// <summary>The server stands still for so many ticks, and gives them up; the clients go on.</summary>
    public void StallServer(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            _rig.TurnClients();
            foreach (var player in _players)
                player.Judge(_truth, Result);
        }
    }

    /// <summary>200 ms there and back, 5 % lost, 20 ms of jitter.</summary>
    public static LinkConditions FarLink { get; } = new() { Delay = TimeSpan.FromMilliseconds(90), Jitter = TimeSpan.FromMilliseconds(20), Loss = 0.05 };

    public void Run(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            _rig.TurnClients();
            _mutant?.BeforeServer(_rig.Room.World);
            _truth.InTick = _mutant is null ? null : _mutant.InTick;
            _rig.Server.Tick.Run(_rig.TickLength);
            _truth.CloseTick();
            foreach (var player in _players)
                player.Judge(_truth, Result);
        }
    }

    /// <summary>One tick in which the first client's own work is measured.</summary>
    public void Measure(AllocationMeter meter)
    {
        var client = _players[0].Client;
        _rig.Time.Advance(_rig.TickLength);
        meter.Start();
        client.Update();
        meter.Stop();
        while (client.Events.TryTake(out _) || client.Corrections.TryTake(out _))
        {
        }

        _rig.Server.Tick.Run(_rig.TickLength);
    }

    public void Dispose()
    {
        foreach (var player in _players)
            player.Client.Dispose();
        _rig.Dispose();
    }

    private sealed class Judged(GameClient client) : ICrankedClient
    {
        private Tick _confirmed;

        public GameClient Client => client;

        public void Turn() => client.Update();

        public void Judge(ServerTruth truth, PredictionResult result)
        {
            if (client.Prediction is not { IsReady: true } prediction)
            {
                _confirmed = default;
                return;
            }

            var now = prediction.Confirmed;
            var isCorrected = client.Corrections.TryTake(out var correction);
            if (now == _confirmed)
                return;

            var from = _confirmed;
            _confirmed = now;
            if (from == default || truth.ValuesOf(client.Slot, from.Next).IsEmpty)
                return;

            var causes = truth.CausesOf(client.Slot, from) & ServerTruth.PossiblePush;
            for (var tick = from.Next; !tick.IsNewerThan(now); tick = tick.Next)
            {
                causes |= truth.CausesOf(client.Slot, tick);
                var isEqual = tick == now ? !isCorrected : prediction.ValuesAt(tick).SequenceEqual(truth.ValuesOf(client.Slot, tick));
                result.Count(tick, causes, isEqual, () => Differences(prediction, truth, tick));
            }

            // What acted longer ago than the server tells of has no other name.
            if (causes != 0 && now.Since(from) > SnapshotHeader.OldestAct)
                causes |= 1 << (int)CorrectionReason.LostSnapshot;
            if (isCorrected)
                result.Count(correction, causes, client.Name);
            result.Unexplained = Math.Max(result.Unexplained, prediction.Unexplained);
        }

        private string Differences(AvatarPrediction prediction, ServerTruth truth, Tick tick)
        {
            var (mine, theirs) = (prediction.ValuesAt(tick).ToArray(), truth.ValuesOf(client.Slot, tick).ToArray());
            var fields = prediction.Fields.Fields;
            var text = $"{client.Name} at {tick}:";
            for (var index = 0; index < mine.Length; index++)
                text += mine[index] == theirs[index] ? "" : $" {fields[index].FullName} {mine[index]} is {theirs[index]}";
            return text;
        }
    }
}

/// <summary>What came of it, in ticks of all clients.</summary>
internal sealed class PredictionResult
{
    private readonly long[] _exempt = new long[5];
    private readonly long[] _corrections = new long[5];

    public long Ticks { get; private set; }

    /// <summary>Ticks in which nothing else acted.</summary>
    public long Own { get; private set; }

    /// <summary>Those of them that were not as predicted.</summary>
    public long Wrong { get; private set; }

    public long Exempt => Ticks - Own;

    public long Unexplained { get; set; }

    /// <summary>Corrections for a reason that the server's world knows nothing of.</summary>
    public List<string> FalseReasons { get; } = [];

    public List<string> Differences { get; } = [];

    public long Corrections(CorrectionReason reason) => _corrections[(int)reason];

    public long ExemptBy(CorrectionReason reason) => _exempt[(int)reason];

    public void Count(Tick tick, int causes, bool isEqual, Func<string> difference)
    {
        Ticks++;
        if ((causes & ~(ServerTruth.PossibleEvent | ServerTruth.PossiblePush)) != 0)
        {
            for (var reason = 0; reason < _exempt.Length; reason++)
                _exempt[reason] += causes >> reason & 1;
            return;
        }

        Own++;
        if (isEqual)
            return;

        // It stood before somebody, who was elsewhere a moment before or later.
        if ((causes & ServerTruth.PossiblePush) != 0)
        {
            Own--;
            _exempt[(int)CorrectionReason.Push]++;
            return;
        }

        // The mode has changed it in its own stages: it counts as an act where it was not foreseen.
        if ((causes & ServerTruth.PossibleEvent) != 0)
        {
            Own--;
            _exempt[(int)CorrectionReason.ModeEvent]++;
            return;
        }

        Wrong++;
        if (Differences.Count < 20)
            Differences.Add(difference());
    }

    public void Count(in Correction correction, int causes, string who)
    {
        _corrections[(int)correction.Reason]++;
        var isTrue = (causes >> (int)correction.Reason & 1) != 0
            || (correction.Reason == CorrectionReason.Push && (causes & ServerTruth.PossiblePush) != 0)
            || (correction.Reason == CorrectionReason.ModeEvent && (causes & ServerTruth.PossibleEvent) != 0);
        if (!isTrue)
            FalseReasons.Add($"{who} at {correction.Tick}: {correction.Reason}, and the server knows {causes:x}");
    }

    /// <summary>What of the acceptance does not hold; empty where all of it does.</summary>
    public string WhyNot =>
        Ticks == 0 ? "nothing was predicted"
        : Wrong * 1000 > Own ? "less than 99.9 % are as predicted"
        : Exempt * 10 > Ticks ? "more than 10 % are exempt"
        : FalseReasons.Count > 0 ? "a reason that the server does not know"
        : Unexplained > 0 ? "a correction without a reason"
        : "";

    public override string ToString() =>
        $"{Ticks} ticks, {Exempt} exempt ({100.0 * Exempt / Math.Max(1, Ticks):f2} %: {Of(_exempt)}), {Wrong} wrong of {Own} ({100.0 * (Own - Wrong) / Math.Max(1, Own):f4} % right); "
        + $"corrections {Of(_corrections)}; unexplained {Unexplained}; false reasons {FalseReasons.Count}: {string.Join("; ", FalseReasons.Take(5))}; {string.Join("; ", Differences.Take(6))}";

    private static string Of(long[] counts) =>
        string.Join(", ", Enum.GetValues<CorrectionReason>().Select(reason => $"{reason} {counts[(int)reason]}"));
}
