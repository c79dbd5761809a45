using System.Net;
using Ecs.Server.Base;
using Ecs.Server.Storage.Accounts;
using Ecs.Server.Web;

namespace Ecs.Server.Host;

/// <summary>The accounts of the server as the page asks for them. Opened after the page is, so that a server without one opens no store.</summary>
internal sealed class WebAccounts(AccountSource accounts) : IWebAccounts
{
    /// <summary>As long as the oldest of too many guesses counts.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    public AccountPolicy Policy => accounts.Policy;

    public Task<WebAccountAnswer> RegisterAsync(string name, string password, IPAddress source, CancellationToken end) =>
        AskAsync(name, source, calls => calls.RegisterAsync(name, password, source), end);

    public Task<WebAccountAnswer> LogInAsync(string name, string password, IPAddress source, CancellationToken end) =>
        AskAsync(name, source, calls => calls.LogInAsync(name, password, source), end);

    public Task<WebAccountAnswer> ChangePasswordAsync(string name, string password, string newPassword, IPAddress source, CancellationToken end) =>
        AskAsync(name, source, calls => calls.ChangePasswordAsync(name, password, newPassword, source), end);

    public Task<WebAccountAnswer> DeleteAsync(string name, string password, IPAddress source, CancellationToken end) =>
        AskAsync(name, source, calls => calls.DeleteAsync(name, password, source), end);

    private async Task<WebAccountAnswer> AskAsync(
        string name, IPAddress source, Func<AccountCalls, Task<AccountAnswer>> ask, CancellationToken end)
    {
        if (accounts.Policy == AccountPolicy.Off || accounts.Calls is not { } calls)
            return new(WebAccountVerdict.Unavailable);
        if (calls.FindBan(name, source) is { } ban)
            return new(WebAccountVerdict.Banned, Text: ban.Text);

        var answer = await ask(calls).WaitAsync(end).ConfigureAwait(false);
        if (answer.Account is not { } account)
            return new(VerdictOf(answer.Outcome), RetryAfter: RetryAfter);

        var token = account.TokenEnds == default ? "" : account.Token.ToText();
        return new(WebAccountVerdict.Ok, account.Name, token, account.TokenEnds);
    }

    private static WebAccountVerdict VerdictOf(AccountOutcome outcome) => outcome switch
    {
        AccountOutcome.WrongCredentials => WebAccountVerdict.WrongPassword,
        AccountOutcome.NameTaken => WebAccountVerdict.NameTaken,
        AccountOutcome.BadName => WebAccountVerdict.BadName,
        AccountOutcome.BadPassword => WebAccountVerdict.BadPassword,
        AccountOutcome.TooManyAttempts or AccountOutcome.Busy => WebAccountVerdict.Limited,
        _ => WebAccountVerdict.Unavailable,
    };
}
