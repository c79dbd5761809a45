using Ecs.Server.Base;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Storage.Accounts;

/// <summary>Opens the store. An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault and no store.</summary>
public delegate int StoreOpener(out IStore? store, out string fault);

/// <summary>
/// The accounts of a server: the store is opened when the first door asks, so a server without such doors touches no file. To be
/// disposed of after the doors, which hand in what they have last.
/// </summary>
public sealed class AccountSource(StoreOpener open, ServerMetrics metrics, ILogger log, Admission? admission = null) : IDisposable
{
    private volatile AccountService? _accounts;
    private volatile AccountPolicy _policy;

    /// <summary>How long what is waited for, and how much it takes.</summary>
    internal AccountOptions Options { get; init; } = new();

    /// <summary>Who has an account. Any thread.</summary>
    public AccountPolicy Policy => _policy;

    /// <summary>A client for one door. An exit code, and one line of fault without a client.</summary>
    public int TryOpenClient(out AccountClient? client, out string fault)
    {
        var code = TryOpen(out fault);
        client = _accounts?.OpenClient();
        return code;
    }

    /// <summary>Opens the store for everybody, if it is not open.</summary>
    public int TryOpen(AccountPolicy policy, out string fault)
    {
        var code = TryOpen(out fault);
        if (code == ExitCode.Ok)
            _policy = policy;
        return code;
    }

    /// <summary>Opens the store, if it is not. An exit code, and one line of fault where it stays closed.</summary>
    private int TryOpen(out string fault)
    {
        fault = "";
        if (_accounts is not null)
            return ExitCode.Ok;
        var code = open(out var store, out fault);
        if (store is not null)
            _accounts = new AccountService(store, Options, TimeProvider.System, metrics, log, admission);
        return code;
    }

    /// <summary>A client for one door of a store that is open; null while it is closed.</summary>
    public AccountClient? OpenClient() => _accounts?.OpenClient();

    /// <summary>For callers that may wait; null while the store is closed. Any thread.</summary>
    public AccountCalls? Calls => _accounts?.Calls;

    public void Dispose() => _accounts?.Dispose();
}
