using Arch.Core;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Simulation;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Client.Prediction;

/// <summary>A bug around prediction, planted from outside: at the wire, in the client's game, or in what the server notes.</summary>
internal abstract class PredictionMutant
{
    /// <summary>The games that clients play themselves.</summary>
    public virtual GameTable GamesOf(GameTable games) => games;

    /// <summary>What becomes of the commands of a packet, newest first.</summary>
    public virtual void Change(Span<PlayerCommand> commands)
    {
    }

    /// <summary>Before the server's half of a tick.</summary>
    public virtual void BeforeServer(GameWorld world)
    {
    }

    /// <summary>After the server's half of a tick, before anybody is told.</summary>
    public virtual void InTick(GameWorld world)
    {
    }
}

/// <summary>The client sends the move of the tick before: what it replays is not what it has said.</summary>
internal sealed class SendsTheCommandBefore : PredictionMutant
{
    public override void Change(Span<PlayerCommand> commands)
    {
        for (var index = 0; index + 1 < commands.Length; index++)
            commands[index] = commands[index + 1] with { Tick = commands[index].Tick };
    }
}

/// <summary>The client forgets what it fired with when it sends.</summary>
internal sealed class SendsNoButtons : PredictionMutant
{
    public override void Change(Span<PlayerCommand> commands)
    {
        foreach (ref var command in commands)
            command = command with { Buttons = Buttons.None };
    }
}

/// <summary>The client's own world runs the tick without the mode's part.</summary>
internal sealed class LeavesTheModeOut : PredictionMutant
{
    public override GameTable GamesOf(GameTable games) => ChangedMode.Table(games, static (_, _) => { }, isOwn: false);
}

/// <summary>The client's own world moves by one raw unit more now and then.</summary>
internal sealed class MovesOneUnitMore : PredictionMutant
{
    public override GameTable GamesOf(GameTable games) => ChangedMode.Table(games, static (world, mode) =>
    {
        mode.DirectAvatars(world);
        foreach (var avatar in world.Seats)
        {
            if (world.Tick.Value % 64 == 0)
                world.Store.Get<Ecs.Simulation.Components.Position>(avatar).X += new Fixed(1);
        }
    }, isOwn: true);
}

/// <summary>The server does not look whom the mode and the orders change.</summary>
internal sealed class WatchesNobody : PredictionMutant
{
    public override void BeforeServer(GameWorld world) => world.WatchesAvatars = false;
}

/// <summary>The server calls everything a push.</summary>
internal sealed class CallsEverythingAPush : PredictionMutant
{
    public override void InTick(GameWorld world)
    {
        foreach (var avatar in world.Seats)
            world.Note(avatar, OutsideAct.Push);
    }
}

/// <summary>A mode whose part for avatars is another one's.</summary>
internal sealed class ChangedMode(IGameMode mode, Action<GameWorld, IGameMode> direct, bool isOwn) : IGameMode
{
    public GameRules Rules => mode.Rules;

    public static GameTable Table(GameTable games, Action<GameWorld, IGameMode> direct, bool isOwn)
    {
        var table = new GameTable();
        foreach (var game in games.Games)
            table.Add(new GameEntry(game.Name, (options, map) => new ChangedMode(game.CreateWorld(options, map).World.Mode, direct, isOwn), game.Bot));
        return table;
    }

    public bool MayStandAt(Fixed x, Fixed y) => mode.MayStandAt(x, y);

    public bool MayBe(GameWorld world, Entity entity) => mode.MayBe(world, entity);

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character) => mode.Dress(world, avatar, character);

    public void Direct(GameWorld world) => mode.Direct(world);

    public void DirectAvatars(GameWorld world) => direct(world, mode);

    public void JudgeAvatars(GameWorld world)
    {
        if (isOwn)
            mode.JudgeAvatars(world);
    }

    public void Judge(GameWorld world) => mode.Judge(world);

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct => mode.VisitState(ref visitor);
}

/// <summary>Changes the commands of what a client sends.</summary>
internal sealed class ChangedTransport(IClientTransport inner, PredictionMutant mutant) : IClientTransport
{
    private readonly PlayerCommand[] _commands = new PlayerCommand[Limits.CommandsPerInput];
    private readonly byte[] _body = new byte[InputBody.LongestBytes];
    private readonly PacketBuffer _buffer = new();

    public int PathBytes
    {
        get => inner.PathBytes;
        set => inner.PathBytes = value;
    }

    public TimeSpan SilentFor => inner.SilentFor;

    public void Connect() => inner.Connect();

    public void Receive(ITransportListener listener) => inner.Receive(listener);

    public void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        if (MessageCodec.TryDecode(message.ToArray(), out Input input) != ReadFault.None
            || !InputBody.TryRead(input.Body.Span, out var acknowledged, _commands, out var count))
        {
            inner.Send(lane, message);
            return;
        }

        mutant.Change(_commands.AsSpan(0, count));
        var length = InputBody.Write(_body, acknowledged, _commands.AsSpan(0, count));
        MessageCodec.Encode(new Input(_body.AsMemory(0, length)), _buffer);
        inner.Send(lane, _buffer.Span);
    }

    public void Update(TimeSpan elapsed) => inner.Update(elapsed);

    public void Close(Reason reason) => inner.Close(reason);

    public void Close() => inner.Close();

    public void Dispose() => inner.Dispose();
}
