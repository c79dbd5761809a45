using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Storage.Accounts;

/// <summary>Opens the store. An exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault and no store.</summary>
public delegate int StoreOpener(out IStore? store, out string fault);

/// <summary>
/// The accounts of a server: the store is opened when the first door asks, so a server without such doors touches no file. To be
/// disposed of after the doors, which hand in what they have last.
/// </summary>
public sealed class AccountSource(StoreOpener open, ServerMetrics metrics, ILogger log) : IDisposable
{
    private AccountService? _accounts;

    /// <summary>A client for one door. An exit code, and one line of fault without a client.</summary>
    public int TryOpenClient(out AccountClient? client, out string fault)
    {
        client = null;
        fault = "";
        if (_accounts is null)
        {
            var code = open(out var store, out fault);
            if (store is null)
                return code;
            _accounts = new AccountService(store, new AccountOptions(), TimeProvider.System, metrics, log);
        }

        client = _accounts.OpenClient();
        return ExitCode.Ok;
    }

    public void Dispose() => _accounts?.Dispose();
}
