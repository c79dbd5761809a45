using System.Net;
using Ecs.Server.Guards;

namespace Ecs.Server.Storage.Accounts;

/// <summary>
/// What people may do to their own accounts, for whoever may wait for an answer: not the tick's thread. Any other thread; whether the
/// connection is private enough for passwords is the caller's matter.
/// </summary>
public sealed class AccountCalls
{
    private readonly AccountService _accounts;

    internal AccountCalls(AccountService accounts) => _accounts = accounts;

    /// <summary>A new account; the answer has a token.</summary>
    public Task<AccountAnswer> RegisterAsync(string name, string password, IPAddress from) =>
        AskAsync(AccountRequestKind.Register, name, password, "", from);

    /// <summary>A token for name and password.</summary>
    public Task<AccountAnswer> LogInAsync(string name, string password, IPAddress from) =>
        AskAsync(AccountRequestKind.TakeToken, name, password, "", from);

    /// <summary>Another password: tokens end, and the answer has a new one.</summary>
    public Task<AccountAnswer> ChangePasswordAsync(string name, string password, string newPassword, IPAddress from) =>
        AskAsync(AccountRequestKind.ChangePassword, name, password, newPassword, from);

    /// <summary>The end of the account: its characters and tokens are gone, its name is free, and whoever plays with it is sent away.</summary>
    public Task<AccountAnswer> DeleteAsync(string name, string password, IPAddress from) =>
        AskAsync(AccountRequestKind.Delete, name, password, "", from);

    /// <summary>The ban that keeps somebody out, or null.</summary>
    public Ban? FindBan(string name, IPAddress from) => _accounts.FindBan(name, from);

    private Task<AccountAnswer> AskAsync(AccountRequestKind kind, string name, string password, string newPassword, IPAddress from)
    {
        var call = new Call();
        var request = new AccountRequest(call, call, kind, from) { Name = name, Password = password, NewPassword = newPassword };
        if (!_accounts.TryAsk(request))
            call.Answer(new(call, AccountOutcome.Busy, null));
        _accounts.RunInline();
        return call.Task;
    }

    private sealed class Call : IAccountListener
    {
        private readonly TaskCompletionSource<AccountAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<AccountAnswer> Task => _answer.Task;

        public void Answer(in AccountAnswer answer) => _answer.TrySetResult(answer);
    }
}
