using System.Net;
using System.Text.Json;
using Ecs.DebugView.Sources.Remote;
using Ecs.Server.Base;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>Our own programs on a server that lets in only who has an account.</summary>
[Collection(ProcessLane.Name)]
public sealed class AccountClientTests : IDisposable
{
    private const string Password = "correct horse";

    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-accounts-").FullName;

    private readonly ServerChild _server = ServerChild.Start(
        "--accounts", "required", "--web", "127.0.0.1:0", "--store", "memory", "--bots", "2").Ready();

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_window_plays_with_a_password_and_says_what_is_missing_without()
    {
        await Register("Ana");

        Assert.Contains("lets in only who has an account: see --play with --password-file, or --token", FaultOf(new RemoteEntry("", "")), StringComparison.Ordinal);
        Assert.Contains("somebody's", FaultOf(new RemoteEntry("", "") { Name = "ana" }), StringComparison.Ordinal);
        Assert.Contains("does not know this name and password", FaultOf(new RemoteEntry("", "") { Name = "ana", Password = "correct" }), StringComparison.Ordinal);

        using var source = Open(new RemoteEntry("", "") { Name = "ana", Password = Password });
        Turn(source, () => source.Facts is not null);
        Assert.Equal("arena", source.Facts!.Room);
        Assert.EndsWith(", Ana", source.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_load_plays_with_passwords_and_tokens_from_a_file(int processes)
    {
        var accounts = Path.Combine(_folder, "accounts.txt");
        var figures = Path.Combine(_folder, "figures.json");
        File.WriteAllText(accounts, $"Ana\t{await Register("Ana")}\nBob\t{Password}\nEve\t{await Register("Eve")}\n");
        await Register("Bob");

        using var load = ServerChild.StartByShell(
            "exec \"$@\"", Programs.Benchmarks, "load", "--address", $"127.0.0.1:{_server.Port}", "--clients", "3", "--seconds", "1",
            "--processes", $"{processes}", "--accounts-file", accounts, "--json", figures);

        Assert.True(load.WaitForExit() == 0, string.Join('\n', load.Errors));
        using var told = JsonDocument.Parse(File.ReadAllText(figures));
        Assert.Equal(3, told.RootElement.GetProperty("connected").GetInt32());
    }

    [Fact]
    public void A_load_whose_file_is_too_short_does_not_start()
    {
        var accounts = Path.Combine(_folder, "accounts.txt");
        File.WriteAllText(accounts, "Ana\tcorrect horse\n");

        using var load = ServerChild.StartByShell(
            "exec \"$@\"", Programs.Benchmarks, "load", "--address", $"127.0.0.1:{_server.Port}", "--clients", "2", "--accounts-file", accounts);

        Assert.Equal(ExitCode.BadOption, load.WaitForExit());
        Assert.Equal($"--accounts-file: {accounts} has 1 accounts for 2 clients", Assert.Single(load.Errors));
    }

    private Task<string> Register(string name) => PageAccount.RegisterAsync(_server.Page, name, Password);

    private string FaultOf(RemoteEntry entry)
    {
        using var source = Open(entry);
        Turn(source, () => source.ExitCode is not null);
        Assert.Equal(ExitCode.BadOption, source.ExitCode);
        return source.Fault;
    }

    private RemoteSource Open(RemoteEntry entry)
    {
        var source = RemoteSource.TryOpen(new DnsEndPoint("127.0.0.1", _server.Port), TestGames.Shipped, entry, new StopRequest(), out var fault);
        Assert.Equal("", fault);
        return source!;
    }

    private static void Turn(RemoteSource source, Func<bool> until) => Assert.True(SpinWait.SpinUntil(
        () =>
        {
            source.Update();
            return until();
        },
        Patience.Limit));
}
