using System.Buffers.Binary;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <content>What time brings. Called under the gate; an idle peer costs one comparison.</content>
public abstract partial class LiteNetPeer
{
    private const long MtuInterval = 1_000_000;
    private const int SamplesWindowInPings = 3;

    private long _pingAt;
    private long _forgetSamplesAt;
    private long _mtuAt;

    internal void Update(long now)
    {
        if (now < WakeAt)
        {
            return;
        }

        if (_failure is { } failure && ConnectionState is ConnectionState.Connected or ConnectionState.Outgoing)
        {
            NetManager.EndPeer(this, failure.Reason, failure.Error);
        }

        switch (ConnectionState)
        {
            case ConnectionState.Connected:
                UpdateConnected(now);
                break;
            case ConnectionState.Outgoing:
                UpdateOutgoing(now);
                break;
            case ConnectionState.ShutdownRequested:
                UpdateShutdown(now);
                break;
            default:
                UpdateLingering(now);
                break;
        }
    }

    internal void SetPingNumbers(ushort sent, ushort answered) => _roundTrip.StartAt(sent, answered);

    private void StartTimers()
    {
        long now = NetManager.Now;
        _pingAt = now + (NetManager.PingInterval * 1000L);
        _forgetSamplesAt = now + (NetManager.PingInterval * 1000L * SamplesWindowInPings);
        _mtuAt = now + MtuInterval;
    }

    private void UpdateConnected(long now)
    {
        long timeout = NetManager.DisconnectTimeout * 1000L;
        if (now - LastPacketAt > timeout)
        {
            NetManager.EndPeer(this, DisconnectReason.Timeout);
            return;
        }

        WakeAt = LastPacketAt + timeout + 1;
        UpdatePing(now);
        UpdateMtu(now);
        UpdateChannels(now);
        while (_unreliable.Dequeue() is { } packet)
        {
            Transmit(packet.Written);
            NetManager.Pool.Return(packet);
        }

        NetManager.Builder.Flush(this);
        if (Fragments.Count > 0)
        {
            long life = NetManager.Limits.FragmentLifeMilliseconds * 1000L;
            long oldest = Fragments.Expire(now - life);
            WakeAt = Math.Min(WakeAt, oldest == long.MaxValue ? long.MaxValue : oldest + life + 1);
        }
    }

    private void UpdateChannels(long now)
    {
        for (int i = 0; i < _usedChannels.Count; i++)
        {
            Channels.Channel channel = _usedChannels[i];
            if (channel.WakeAt <= now)
            {
                channel.Update(now);
            }

            WakeAt = Math.Min(WakeAt, channel.WakeAt);
        }
    }

    private void UpdatePing(long now)
    {
        if (now >= _pingAt)
        {
            _pingAt = now + (NetManager.PingInterval * 1000L);
            Span<byte> ping = stackalloc byte[3];
            ping[0] = MakeHeader(PacketType.Ping);
            BinaryPrimitives.WriteUInt16LittleEndian(ping[1..], _roundTrip.Start());
            UpdateResendDelay();
            NetManager.SendToPeer(this, ping);
        }

        if (now >= _forgetSamplesAt)
        {
            _forgetSamplesAt = now + (NetManager.PingInterval * 1000L * SamplesWindowInPings);
            _roundTrip.ForgetOldSamples();
        }

        WakeAt = Math.Min(WakeAt, _pingAt);
    }

    private void UpdateMtu(long now)
    {
        if (_mtu.IsFinished)
        {
            return;
        }

        if (now >= _mtuAt)
        {
            _mtuAt = now + MtuInterval;
            if (_mtu.TryNextProbe(out int size))
            {
                Span<byte> probe = stackalloc byte[WireLimits.MaxDatagram];
                probe = probe[..size];
                Peers.MtuDiscovery.WriteProbe(probe, MakeHeader(PacketType.MtuCheck));
                if (NetManager.SendToPeer(this, probe) == System.Net.Sockets.SocketError.MessageSize)
                {
                    _mtu.Stop();
                }
            }
        }

        WakeAt = Math.Min(WakeAt, _mtuAt);
    }

    private void UpdateOutgoing(long now)
    {
        long delay = NetManager.ReconnectDelay * 1000L;
        if (now - _sentHandshakeAt > delay)
        {
            if (++_attempts > NetManager.MaxConnectAttempts)
            {
                NetManager.EndPeer(this, DisconnectReason.ConnectionFailed);
                return;
            }

            SendRequest();
        }

        WakeAt = _sentHandshakeAt + delay + 1;
    }

    private void UpdateShutdown(long now)
    {
        long timeout = NetManager.DisconnectTimeout * 1000L;
        if (now - _shutdownAt >= timeout)
        {
            EnterDisconnected();
            return;
        }

        if (now - _sentHandshakeAt >= ShutdownRepeat && _repeatAllowance >= _disconnect!.Length)
        {
            SendDisconnect();
        }

        long repeatAt = _repeatAllowance >= _disconnect!.Length ? _sentHandshakeAt + ShutdownRepeat : long.MaxValue;
        WakeAt = Math.Min(_shutdownAt + timeout, repeatAt);
    }

    private void UpdateLingering(long now)
    {
        long until = LastPacketAt + (NetManager.DisconnectTimeout * 1000L) + 1;
        WakeAt = until;
        if (now >= until)
        {
            NetManager.Forget(this);
        }
    }

    /// <summary>25 ms and 2.1 round trips unless the application set others; 27 ms before the first sample.</summary>
    private void UpdateResendDelay()
    {
        if (_roundTrip.HasSample)
        {
            ResendDelay = (long)((ResendFixedDelay + (ResendRttMultiplier * _roundTrip.Average)) * 1000);
        }
    }
}
