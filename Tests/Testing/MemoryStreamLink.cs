using System.Net;
using Ecs.Server.Net.Streams;

namespace Ecs.Tests.Testing;

/// <summary>Both directions of one connection in memory, with buffers as small as those of the real one.</summary>
internal sealed class MemoryStreamLink(IPEndPoint remote) : ByteStream
{
    /// <summary>Flushes without progress after which a closing stream gives up, as the real one does after two seconds.</summary>
    private const int ClosingPatience = 10;

    /// <summary>What the kernel holds for a client that does not read.</summary>
    private const int KernelBytes = 64 * 1024;

    private readonly ByteWindow _inbox = new(ReceiveLimit);
    private readonly ByteWindow _onTheWay = new(int.MaxValue);
    private readonly ByteWindow _outbox = new(BacklogLimit);
    private readonly ByteWindow _delivered = new(int.MaxValue);
    private IPEndPoint? _person;
    private long _receivedBytes;
    private long _sentBytes;
    private int _unread;
    private int _idlePumps;
    private bool _peerEnded;
    private bool _isClosing;

    public override IPEndPoint Remote => _person ?? remote;

    public override bool IsOpen => !IsEnded && !_isClosing && !(_peerEnded && _onTheWay.Length == 0);

    public override ReadOnlySpan<byte> Received
    {
        get
        {
            Refill();
            return _inbox.Bytes;
        }
    }

    public override int PendingBytes => _outbox.Length;

    public override long ReceivedBytes
    {
        get
        {
            Refill();
            return _receivedBytes;
        }
    }

    public override long SentBytes => _sentBytes;

    public ReadOnlySpan<byte> Delivered => _delivered.Bytes;

    public bool IsEnded { get; private set; }

    public bool IsAborted { get; private set; }

    public bool IsReading { get; set; } = true;

    public bool IsCut { get; set; }

    public override bool TryIdentify(IPEndPoint person)
    {
        _person = person;
        return true;
    }

    public override void Consume(int count) => _inbox.Consume(count);

    public override bool TrySend(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        if (IsEnded || _isClosing || head.Length + body.Length > _outbox.Room)
            return false;

        _outbox.Add(head);
        _outbox.Add(body);
        return true;
    }

    public override void Close() => _isClosing = true;

    public override void Abort()
    {
        IsAborted |= !IsEnded;
        IsEnded = true;
    }

    public void Arrive(ReadOnlySpan<byte> bytes)
    {
        if (!IsCut && !_peerEnded && !IsEnded)
            _onTheWay.Add(bytes);
    }

    public void EndByPeer() => _peerEnded |= !IsCut;

    public void Take(int count)
    {
        _delivered.Consume(count);
        _unread = Math.Max(0, _unread - count);
    }

    /// <summary>The kernel takes what it has space for, and closes behind it.</summary>
    public void Pump()
    {
        if (IsEnded)
            return;

        _unread = IsReading ? 0 : _unread;
        var count = IsReading ? _outbox.Length : Math.Min(_outbox.Length, KernelBytes - _unread);
        _delivered.Add(_outbox.Bytes[..count]);
        _outbox.Consume(count);
        _sentBytes += count;
        _unread += count;
        IsEnded = _isClosing && _outbox.Length == 0;
        _idlePumps = count == 0 && _isClosing ? _idlePumps + 1 : 0;
        if (_idlePumps > ClosingPatience)
            Abort();
    }

    private void Refill()
    {
        if (IsEnded || _isClosing)
            return;

        var count = Math.Min(_onTheWay.Length, _inbox.Room);
        _inbox.Add(_onTheWay.Bytes[..count]);
        _onTheWay.Consume(count);
        _receivedBytes += count;
    }
}
