using System.Net;
using Ecs.Server.Metrics;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Storage;

/// <summary>An account service without a thread on a clock that stands still: an answer is there when the client is asked.</summary>
internal sealed class AccountRig : IDisposable
{
    public const string Mode = "argentum";
    public const string Password = "correct horse";

    /// <summary>Few rounds: what is tested is who gets in, not how long it takes.</summary>
    public static readonly AccountOptions Quick = new() { HashRounds = 3, RunsInline = true };

    public static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");

    private readonly AccountService _accounts;

    public AccountRig(IStore? store = null, AccountOptions? options = null)
    {
        _accounts = new AccountService(store ?? new MemoryStore(), options ?? Quick, Time, Metrics, NullLogger.Instance);
        Client = _accounts.OpenClient();
    }

    public ManualTime Time { get; } = new();

    public ServerMetrics Metrics { get; } = new();

    public AccountClient Client { get; }

    public AccountClient OpenClient() => _accounts.OpenClient();

    public AccountAnswer Create(string name, string password = Password, string content = "", IPAddress? from = null)
    {
        Assert.True(Client.TryCreate(name, from ?? Home, name, password, Mode, System.Text.Encoding.UTF8.GetBytes(content)));
        return Take();
    }

    public AccountAnswer LogIn(string name, string password = Password, IPAddress? from = null)
    {
        Assert.True(Client.TryLogIn(name, from ?? Home, name, password, Mode));
        return Take();
    }

    public AccountAnswer Resume(SessionToken token, string mode = Mode, IPAddress? from = null)
    {
        Assert.True(Client.TryResume(token, from ?? Home, token, mode));
        return Take();
    }

    public AccountAnswer Take()
    {
        Assert.True(Client.TryTake(out var answer));
        return answer;
    }

    /// <summary>Lets the service do what is due.</summary>
    public void Work() => Assert.False(Client.TryTake(out _));

    public void Dispose()
    {
        _accounts.Dispose();
        Metrics.Dispose();
    }
}
