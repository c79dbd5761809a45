using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Protocol.Replicas;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Client;

/// <summary>
/// As much of a server as a clock needs: one seat that takes one command per tick, and snapshots of two entities that say
/// how early commands come.
/// </summary>
internal sealed class InputServer(MemoryCarrier carrier, int tickRate, int divisor, Tick first) : IPeerListener
{
    private readonly InputBuffer _inputs = new(tickRate);
    private readonly PacketBuffer _packet = new();
    private readonly byte[] _body = new byte[Limits.StreamBytes];
    private readonly PlayerCommand[] _commands = new PlayerCommand[Limits.CommandsPerInput];
    private readonly SampleRoom _room = new();
    private Tick _acknowledged;
    private Peer? _peer;
    private bool _asked;
    private bool _playing;

    public Tick Tick { get; private set; } = first;

    public HashSet<uint> Applied { get; } = [];

    public InputBuffer Inputs => _inputs;

    /// <summary>Margins as sent, for what a test wants to know of them.</summary>
    public List<sbyte> Margins { get; } = [];

    /// <summary>Commands offered that were beyond the buffer.</summary>
    public int Early { get; private set; }

    public void Run(TimeSpan elapsed)
    {
        carrier.Receive(elapsed, this);
        Tick = Tick.Next;
        if (_playing && _inputs.TakeNext(out var command))
        {
            Assert.Equal(Tick, command.Tick);
            Assert.True(Applied.Add(command.Tick.Value));
        }

        if (_asked && !_playing)
        {
            _playing = true;
            _inputs.Begin(Tick);
            Send(new Entered(new(1), new(0), (ushort)tickRate, (byte)divisor, Tick, "main", "arena", "arena", 1, SampleRoom.Codes.Schema.Hash));
        }
        else if (_playing && Tick.Value % (uint)divisor == 0)
        {
            SendSnapshot();
        }
    }

    public Reason Judge(string connectKey) => Reason.None;

    public void OnConnected(Peer peer) => _peer = peer;

    public void OnDisconnected(Peer peer, Reason reason) => _peer = null;

    public void OnMessage(Peer peer, Lane lane, ReadOnlyMemory<byte> message)
    {
        Assert.Equal(ReadFault.None, MessageCodec.TryPeekId(message.Span, Side.Client, lane, out var id));
        switch (id)
        {
            case MessageId.RequestAuth:
                Send(new AuthSuccess(1, PlayerRole.Player, "ana", "test", default, false));
                break;
            case MessageId.RequestEnter:
                _asked = true;
                break;
            case MessageId.Input:
                Assert.Equal(ReadFault.None, MessageCodec.TryDecode<Input>(message, out var input));
                Assert.True(InputBody.TryRead(input.Body.Span, out _acknowledged, _commands, out var count));
                for (var index = 0; index < count; index++)
                    Early += _inputs.Offer(_commands[index]) == InputVerdict.Early ? 1 : 0;

                break;
            default:
                break;
        }
    }

    private void SendSnapshot()
    {
        var header = new SnapshotHeader
        {
            Tick = Tick,
            Confirmed = _inputs.Confirmed,
            Margin = _inputs.TakeMargin(),
            Late = unchecked((ushort)_inputs.Late),
        };
        Margins.Add(header.Margin);
        _room.Acknowledge(_acknowledged);
        var length = _room.Next(in header).Write(_body);
        _peer?.Send(Lane.Stream, _body.AsSpan(0, length));
    }

    private void Send<T>(in T message)
        where T : struct, IMessage<T>
    {
        MessageCodec.Encode(in message, _packet);
        _peer?.Send(T.Lane, _packet.Span);
    }
}
