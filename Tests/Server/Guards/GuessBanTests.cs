using System.Net;
using Ecs.Server.Guards;

namespace Ecs.Tests.Server.Guards;

public sealed class GuessBanTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");

    private TimeSpan _now;

    [Fact]
    public void Guesses_that_are_a_minute_apart_are_all_looked_at()
    {
        var ban = new GuessBan(5, TimeSpan.FromMinutes(10), () => _now);
        for (var guess = 0; guess < 100; guess++)
        {
            Assert.True(ban.TryBegin(Here));
            _now += TimeSpan.FromSeconds(20);
        }
    }

    [Fact]
    public void The_fifth_within_a_minute_is_the_last_for_ten()
    {
        var ban = new GuessBan(5, TimeSpan.FromMinutes(10), () => _now);
        for (var guess = 0; guess < 5; guess++)
            Assert.True(ban.TryBegin(Here));

        Assert.True(ban.IsBanned(Here));
        Assert.True(ban.IsBanned(IPAddress.Parse("::ffff:192.0.2.1")));
        Assert.False(ban.IsBanned(IPAddress.Parse("192.0.2.2")));
        _now = TimeSpan.FromMinutes(9.9);
        Assert.False(ban.TryBegin(Here));
        _now = TimeSpan.FromMinutes(10);
        Assert.True(ban.TryBegin(Here));
    }

    [Fact]
    public void A_household_of_IPv6_is_one_address()
    {
        var ban = new GuessBan(5, TimeSpan.FromMinutes(10), () => _now);
        for (var guess = 0; guess < 5; guess++)
            Assert.True(ban.TryBegin(IPAddress.Parse($"2001:db8::{guess + 1}")));

        Assert.True(ban.IsBanned(IPAddress.Parse("2001:db8::99")));
        Assert.False(ban.IsBanned(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Fact]
    public void A_hundred_thousand_addresses_cost_no_more_memory_than_four_thousand_and_share_what_is_left()
    {
        var ban = new GuessBan(5, TimeSpan.FromMinutes(10), () => _now);
        var looked = 0;
        for (var address = 1; address <= 100_000; address++)
            looked += ban.TryBegin(new IPAddress(address)) ? 1 : 0;

        Assert.Equal(GuessBan.AddressLimit + 5, looked);
        _now = TimeSpan.FromHours(1);
        Assert.True(ban.TryBegin(new IPAddress(77_777)));
    }
}
