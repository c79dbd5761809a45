using System.Net;
using Ecs.Server.Admin;
using Ecs.Tests.Server.Web;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Admin;

/// <summary>Whose token is looked at, and how often.</summary>
public sealed class AdminGuardTests
{
    private const string Token = "quite-a-secret";

    private static readonly IPAddress Here = IPAddress.Loopback;
    private static readonly IPAddress There = IPAddress.Parse("192.0.2.7");

    private readonly ManualTime _time = new();
    private readonly LineLog _log = new();

    [Fact]
    public void The_right_token_is_let_in_and_nothing_else()
    {
        var guard = new AdminGuard(Token, _time, _log);

        Assert.Equal(AdminVerdict.Right, guard.Judge($"Bearer {Token}", Here));
        Assert.Equal(AdminVerdict.Missing, guard.Judge("", Here));
        foreach (var other in (string[])["Bearer", "Bearer ", $"Basic {Token}", Token])
            Assert.Equal(AdminVerdict.Wrong, guard.Judge(other, Here));
        Assert.Equal(AdminVerdict.Wrong, new AdminGuard("", _time, _log).Judge("Bearer ", There));
    }

    [Fact]
    public async Task Of_ten_thousand_guesses_five_are_looked_at_however_many_come_at_once()
    {
        var guard = new AdminGuard(Token, _time, _log);
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 1_250).Select(guess => guard.Judge($"Bearer guess-{guess}", There)).CountBy(static verdict => verdict).ToArray())));

        Assert.Equal(AdminGuard.Guesses, verdicts.SelectMany(static some => some).Where(static pair => pair.Key == AdminVerdict.Wrong).Sum(static pair => pair.Value));
        Assert.Equal(AdminVerdict.Limited, guard.Judge($"Bearer {Token}", There));
        Assert.Equal(AdminVerdict.Right, guard.Judge($"Bearer {Token}", Here));

        _time.Advance(AdminGuard.Memory);
        Assert.Equal(AdminVerdict.Right, guard.Judge($"Bearer {Token}", There));
        Assert.Equal(AdminGuard.Guesses + 1, _log.Lines.Count);
        Assert.DoesNotContain(_log.Lines, static line => line.Contains("guess-", StringComparison.Ordinal) || line.Contains(Token, StringComparison.Ordinal));
    }
}
