using Ecs.Protocol;
using Ecs.Protocol.Snapshots;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>Every part of a snapshot that a client gets, from the schema on.</summary>
internal sealed class ReceiverRecording
{
    private readonly ReaderLines _lines;
    private readonly string _name;
    private readonly Player _player;
    private byte[] _entered = [];
    private bool _hasBegun;
    private long _shown;

    /// <param name="name">Of the receiver.</param>
    /// <param name="player">Somebody who does not know the schema yet, so that it is asked for.</param>
    /// <param name="lines">Get what comes.</param>
    public ReceiverRecording(string name, Player player, ReaderLines lines)
    {
        _name = name;
        _player = player;
        _lines = lines;
        player.Transport.Received = Take;
    }

    public int Snapshots { get; private set; }

    /// <summary>All flags of the parts, put together.</summary>
    public SnapshotFlags Flags { get; private set; }

    private void Take(Lane lane, ReadOnlyMemory<byte> message)
    {
        Assert.Equal(ReadFault.None, MessageCodec.TryPeekId(message.Span, Side.Server, lane, out var id));
        switch (id)
        {
            case MessageId.Entered:
                _entered = message.ToArray();
                break;
            case MessageId.SchemaList:
                _lines.Begin(_name, _entered, message.Span);
                _hasBegun = true;
                break;
            case MessageId.SnapshotPart when _hasBegun:
                TakePart(message.Span);
                break;
            default:
                break;
        }
    }

    private void TakePart(ReadOnlySpan<byte> part)
    {
        var client = _player.Client;
        Flags |= (SnapshotFlags)part[0];
        if (client.Figures.Snapshots == _shown)
        {
            _lines.Add(part);
            return;
        }

        _shown = client.Figures.Snapshots;
        Snapshots++;
        _lines.Add(part, client.Picture, client.Schema!);
    }
}
