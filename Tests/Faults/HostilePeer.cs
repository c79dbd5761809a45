using Ecs.Client;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Protocol;

namespace Ecs.Tests.Faults;

/// <summary>Connects and says what no honest client would: damaged bytes, legal messages at the wrong time, commands for any tick, too much.</summary>
internal sealed class HostilePeer : ITransportListener
{
    private static readonly byte[][] Corpus =
        [.. MessageCases.All.Where(static message => message.Id.IsSentBy(Side.Client)).Select(static message => message.EncodeSample())];

    private readonly Random _random;
    private readonly PacketMutator _mutator;
    private readonly PacketBuffer _buffer = new();
    private readonly byte[] _body = new byte[InputBody.LongestBytes];
    private readonly string _name;
    private readonly int _way;
    private bool _connected;

    public HostilePeer(Line line, int number, int level)
    {
        Line = line;
        _name = $"h{number}";
        _random = new Random((level * 7919) + number);
        _mutator = new PacketMutator(_random, Corpus);
        _way = level % 4;
    }

    public Line Line { get; }

    public void Connect() => Line.Transport.Connect();

    public void Turn(FaultRun run, TimeSpan elapsed)
    {
        Line.Transport.Receive(this);
        if (_connected)
        {
            for (var left = _way == 3 ? 20 : _random.Next(4); left > 0; left--)
                Say(run);
        }

        Line.Transport.Update(elapsed);
    }

    /// <summary>Closes the door, or is gone without a word.</summary>
    public void End(FaultRun run, Connection connection)
    {
        if (_random.Next(2) == 0)
        {
            Line.Transport.Close();
        }
        else
        {
            Line.Vanish();
            connection.CutAt = run.Server.Clock.Now;
        }
    }

    void ITransportListener.OnConnected()
    {
        _connected = true;
        if (_way != 0)
        {
            Send(new RequestAuth(Limits.Version, _name, ""));
            Send(new RequestEnter("", PlayerRole.Player));
        }
    }

    void ITransportListener.OnMessage(Lane lane, ReadOnlyMemory<byte> message)
    {
        // Does not listen.
    }

    void ITransportListener.OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell) => _connected = false;

    private void Say(FaultRun run)
    {
        if (_way == 2 || _random.Next(4) == 0)
        {
            Send(AnyInput(run.Room.World.Tick));
            return;
        }

        var packet = _way == 3 ? Corpus[_random.Next(Corpus.Length)] : _mutator.Next();
        var lane = (Lane)_random.Next(2);
        if (packet.Length <= Limits.StreamBytes)
            Line.Transport.Send(lane, packet);
    }

    private Input AnyInput(Tick now)
    {
        var newest = now + _random.Next(-100, 100);
        var commands = new PlayerCommand[_random.Next(1, 12)];
        for (var index = 0; index < commands.Length; index++)
            commands[index] = new(newest + -index, (sbyte)_random.Next(-128, 128), (sbyte)_random.Next(-128, 128), default, (Buttons)_random.Next(4));

        var length = InputBody.Write(_body, now + _random.Next(-5, 5), commands);
        return new(_body.AsMemory(0, length));
    }

    private void Send<T>(in T message)
        where T : struct, IMessage<T>
    {
        MessageCodec.Encode(message, _buffer);
        Line.Transport.Send(T.Lane, _buffer.Span);
    }
}
