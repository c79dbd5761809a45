using System.Buffers.Binary;
using System.Net;
using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;
using LiteNetLib.Admission;
using LiteNetLib.Transport;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>Forged sources: nothing is kept and little is said before an address is proven.</summary>
public sealed class CookieTests
{
    private readonly VirtualNet _net = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Our_client_proves_its_address_by_itself(bool isVersion1)
    {
        NetHost server = _net.AddServer(manager => manager.Limits.Cookies = ConnectCookies.Always);
        server.OnRequest = request => request.AcceptIfKey("KEY");
        NetHost client = _net.AddClient(manager => manager.Limits.ConnectAsVersion1 = isVersion1);

        NetPeer peer = _net.Connect(client, server);
        peer.Send([1], DeliveryMethod.ReliableOrdered);
        _net.Run(60);

        Assert.Equal("01", Assert.Single(server.Messages).Hex);
        Assert.Empty(client.Disconnected);
        Assert.Equal(1, server.Manager.Drops[DropCause.CookieDemanded]);
    }

    [Fact]
    public void Our_client_finds_in_through_loss_and_old_cookies()
    {
        _net.Wire.Faults = new WireFaults { Loss = 0.3, MinDelay = 100, MaxDelay = 900, Duplicate = 0.2 };
        NetHost server = _net.AddServer(manager => manager.Limits.Cookies = ConnectCookies.Always);
        for (int i = 0; i < 20; i++)
        {
            _net.Connect(_net.AddClient(manager => manager.MaxConnectAttempts = 50), server);
        }

        Assert.True(server.Connected.Count >= 20);
    }

    [Fact]
    public void Refusal_with_a_cookie_is_a_forced_one_and_smaller_than_the_smallest_request()
    {
        NetHost server = _net.AddServer(manager => manager.Limits.Cookies = ConnectCookies.Always);
        var raw = new RawPeer(_net, 60_000, server.EndPoint);
        byte[] smallest = RawPeer.Request(data: "");

        string refusal = Assert.Single(raw.Ask(smallest));

        Assert.StartsWith($"08{RawPeer.TimeHex()}", refusal, StringComparison.Ordinal);
        Assert.True(refusal.Length / 2 < smallest.Length);
        Assert.Empty(raw.Hear(2_000));
        Assert.Equal(0, server.Manager.GetPeersCount(ConnectionState.Any | ConnectionState.Disconnected));
    }

    [Fact]
    public void Cookie_brought_back_by_hand_is_cut_off_and_good_from_its_own_address_for_some_seconds_only()
    {
        NetHost server = _net.AddServer(manager => manager.Limits.Cookies = ConnectCookies.Always);
        var raw = new RawPeer(_net, 60_000, server.EndPoint);
        var thief = new RawPeer(_net, 60_001, server.EndPoint);
        string cookie = raw.Ask(RawPeer.Request())[0][18..];
        byte[] proof = RawPeer.Request(1, data: "04004b4559" + cookie);

        Assert.StartsWith("08", thief.Ask(proof)[0], StringComparison.Ordinal);
        Assert.Equal(1, server.Manager.Drops[DropCause.CookieRefused]);
        Assert.StartsWith("07", raw.Ask(proof)[0], StringComparison.Ordinal);
        Assert.Equal("KEY", Assert.Single(server.Requests).Data.GetString());

        raw.Ask($"08{RawPeer.TimeHex(1)}");
        _net.Run(9_000);
        Assert.StartsWith("08", raw.Ask(RawPeer.Request(2, data: "04004b4559" + cookie))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Cookies_stay_good_across_a_change_of_secret_and_every_bit_of_them_counts()
    {
        var mint = new CookieMint(new SeededRandomSource(1));
        EndpointKey source = EndpointKey.From(new IPEndPoint(IPAddress.Parse("2001:db8::5"), 777).Serialize());
        Span<byte> cookie = stackalloc byte[CookieMint.Size];
        for (long now = 0; now < 300_000_000; now += 1_700_000)
        {
            mint.Make(source, now, cookie);
            Assert.True(mint.IsGood(cookie, source, now));
            Assert.True(mint.IsGood(cookie, source, now + 4_000_000));
            Assert.False(mint.IsGood(cookie, source, now + 8_000_000));
            now += 8_000_000;
        }

        mint.Make(source, 400_000_000, cookie);
        for (int bit = 32; bit < CookieMint.Size * 8; bit++)
        {
            cookie[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(mint.IsGood(cookie, source, 400_000_000));
            cookie[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.False(mint.IsGood(cookie, source with { PortAndFamily = source.PortAndFamily ^ 1 }, 400_000_000));
        Assert.False(mint.IsGood(cookie, source with { High = source.High ^ 1 }, 400_000_000));
    }

    [Fact]
    public void Honest_rush_below_the_limit_never_meets_a_cookie()
    {
        NetHost server = _net.AddServer();
        int limit = server.Manager.Limits.RequestsPerSecondBeforeCookies;
        for (int second = 0; second < 3; second++)
        {
            for (int i = 0; i < limit; i++)
            {
                _net.Wire.Inject(new IPEndPoint(IPAddress.Loopback, 10_000 + (second * 1_000) + i), server.EndPoint, RawPeer.Request());
            }

            _net.Run(1_005);
        }

        Assert.Equal(limit * 3, server.Connected.Count);
        Assert.Equal(0, server.Manager.Drops[DropCause.CookieDemanded]);
    }

    [Fact]
    public void Flood_switches_cookies_on_and_its_end_switches_them_off()
    {
        NetHost server = _net.AddServer(manager => manager.MaxPacketPerManualReceive = 0);
        server.Manager.Limits.RequestsPerSecondBeforeCookies = 20;
        Flood(server, 500);
        Assert.Equal(480, server.Manager.Drops[DropCause.CookieDemanded]);
        Assert.Equal(20, server.Connected.Count);

        NetHost client = _net.AddClient();
        _net.Connect(client, server);
        Assert.Equal(481, server.Manager.Drops[DropCause.CookieDemanded]);

        _net.Run(7_000);
        _net.Connect(_net.AddClient(), server);
        Assert.Equal(481, server.Manager.Drops[DropCause.CookieDemanded]);
    }

    /// <summary>1,000,000 forged addresses: no slot, nothing kept per address, and an honest client is in within two seconds.</summary>
    [Fact]
    public void Million_forged_addresses_take_no_slot_and_leave_nothing_behind()
    {
        NetHost server = _net.AddServer(manager =>
        {
            manager.Limits.Cookies = ConnectCookies.Always;
            manager.MaxPacketPerManualReceive = 0;
        });
        _net.Wire.Tap = (_, to, _) => IPAddress.IsLoopback(to.Address);
        for (int i = 0; i < 100; i++)
        {
            Flood(server, 10_000, i * 10_000);
        }

        Assert.Equal(0, server.Manager.GetPeersCount(ConnectionState.Any | ConnectionState.Disconnected));

        NetHost client = _net.AddClient();
        NetPeer peer = client.Manager.Connect(server.EndPoint, "KEY");
        for (int i = 0; i < 100 && peer.ConnectionState != ConnectionState.Connected; i++)
        {
            Flood(server, 1_000, i * 1_000);
        }

        Assert.Equal(ConnectionState.Connected, peer.ConnectionState);
        Assert.True(_net.Clock.Microseconds < 4_000_000);
        Assert.Single(server.Connected);
        Assert.Equal(1, server.Manager.GetPeersCount(ConnectionState.Any | ConnectionState.Disconnected));
        Assert.Equal(0, server.Manager.PendingCount);
        Assert.InRange(server.Manager.Pool.Outstanding, 0, 2);
        Assert.InRange(server.Manager.PoolCount, 0, 8);
    }

    private void Flood(NetHost server, int requests, int first = 0)
    {
        byte[] address = new byte[4];
        for (int i = 0; i < requests; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(address, 0x0A000000 + first + i);
            _net.Wire.Inject(new IPEndPoint(new IPAddress(address), 1_024 + (i % 40_000)), server.EndPoint, RawPeer.Request());
        }

        _net.Run(15);
    }
}
