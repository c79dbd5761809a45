using Ecs.Client.Snapshots;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Testing;

/// <summary>
/// Speaks the native wire word for word and keeps what it hears, so that a test can say what no honest client would.
/// </summary>
internal sealed class RawClient(VirtualSocket socket) : ICrankedClient
{
    private readonly PacketBuffer _buffer = new();
    private readonly byte[] _body = new byte[InputBody.LongestBytes];
    private readonly SnapshotReceiver _snapshots = new();
    private readonly List<(MessageId Id, byte[] Bytes)> _heard = [];
    private Tick _near;

    public VirtualSocket Socket => socket;

    public bool IsAccepted { get; private set; }

    public bool IsClosed => socket.IsClosed;

    /// <summary>What the connection ended with, or null.</summary>
    public Farewell? End { get; private set; }

    /// <summary>Called at the start of every tick, after everything that arrived was taken in.</summary>
    public Action? EachTick { get; set; }

    /// <summary>Is given every message of the server as it came.</summary>
    public Action<MessageId, ReadOnlyMemory<byte>>? Hearing { get; set; }

    /// <summary>Everything that is sent passes here first.</summary>
    public Action<Lane, byte[]>? Sending { get; set; }

    /// <summary>The newest whole snapshot.</summary>
    public WorldView View => _snapshots.View;

    public SnapshotHeader Header => _snapshots.Header;

    public int Snapshots { get; private set; }

    /// <summary>Whether snapshots are put together; a test with many clients may not care.</summary>
    public bool TakesSnapshots { get; init; } = true;

    public Entered Entered => Get<Entered>();

    public void Turn()
    {
        while (socket.TryReceive(out var packet))
            TakeIn(packet);

        EachTick?.Invoke();
    }

    public void Send<T>(in T message)
        where T : struct, IMessage<T>
    {
        MessageCodec.Encode(message, _buffer);
        SendBytes(T.Lane, _buffer.Span);
    }

    public void SendBytes(Lane lane, ReadOnlySpan<byte> bytes)
    {
        Sending?.Invoke(lane, bytes.ToArray());
        socket.Send(lane, bytes);
    }

    public void Authenticate(string name, string token = "") => Send(new RequestAuth(Limits.Version, name, token));

    /// <summary>Asks for the session that a token stands for.</summary>
    public void Resume(string name, ResumeToken token) => Authenticate(name, token.ToText());

    public void RequestEnter(string room = "", PlayerRole role = PlayerRole.Player) => Send(new RequestEnter(room, role));

    /// <summary>Commands, newest first, of consecutive ticks.</summary>
    public void SendCommands(params ReadOnlySpan<PlayerCommand> commands)
    {
        var length = InputBody.Write(_body, Header.Tick, commands);
        Send(new Input(_body.AsMemory(0, length)));
    }

    public bool Has(MessageId id) => _heard.Exists(heard => heard.Id == id);

    public int Count(MessageId id) => _heard.Count(heard => heard.Id == id);

    /// <summary>The newest message of this type.</summary>
    public T Get<T>()
        where T : struct, IMessage<T> => All<T>()[^1];

    public List<T> All<T>()
        where T : struct, IMessage<T>
    {
        var all = new List<T>();
        foreach (var (id, bytes) in _heard)
        {
            if (id == T.Id)
            {
                Assert.Equal(ReadFault.None, MessageCodec.TryDecode(bytes, out T message));
                all.Add(message);
            }
        }

        return all;
    }

    public List<MessageId> Order => _heard.ConvertAll(static heard => heard.Id);

    public EntityState Own
    {
        get
        {
            foreach (var entity in View.Entities)
            {
                if (entity.Id == Header.OwnEntity)
                    return entity;
            }

            return default;
        }
    }

    private void TakeIn(in VirtualPacket packet)
    {
        switch (packet.Kind)
        {
            case VirtualPacketKind.Accept:
                IsAccepted = true;
                break;
            case VirtualPacketKind.Close:
                Assert.Equal(ReadFault.None, MessageCodec.TryDecode(packet.Bytes, out Farewell farewell));
                End = farewell;
                break;
            case VirtualPacketKind.Message:
                Hear(packet);
                break;
            default:
                break;
        }
    }

    private void Hear(in VirtualPacket packet)
    {
        Assert.Equal(ReadFault.None, MessageCodec.TryPeekId(packet.Bytes.Span, Side.Server, packet.Lane, out var id));
        Hearing?.Invoke(id, packet.Bytes);
        if (id == MessageId.SnapshotPart)
        {
            if (TakesSnapshots
                && SnapshotPart.TryRead(packet.Bytes, _near, out var part) == ReadFault.None
                && _snapshots.TryAdd(in part, out _))
            {
                _near = part.Tick;
                Snapshots++;
            }
        }
        else if (id == MessageId.SchemaList)
        {
            Assert.Equal(ReadFault.None, MessageCodec.TryDecode(packet.Bytes, out SchemaList message));
            Assert.True(SchemaWire.TryRead(in message, out var schema));
            _snapshots.Begin(new ReplicaCodes(schema));
        }
        else
        {
            _heard.Add((id, packet.Bytes.ToArray()));
            if (id == MessageId.Entered && TakesSnapshots)
                Begin();
        }
    }

    private void Begin()
    {
        _near = Entered.Tick;
        Send(new RequestSchema());
    }
}
