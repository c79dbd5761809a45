using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>Accounts of the whole server: registered over the page's API, proved over UDP, kept in a file, banned at the console.</summary>
[Collection(ProcessLane.Name)]
public sealed class AccountProcessTests : IDisposable
{
    private const string Password = "correct horse";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecs-accounts-");

    private string Store => Path.Combine(_folder.FullName, "players.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_name_that_was_registered_on_the_page_is_proved_over_UDP_and_outlives_the_server()
    {
        string token;
        using (var server = ServerChild.Start("--web", "127.0.0.1:0", "--store", Store).Ready())
        {
            var page = server.Page;
            Assert.Equal("optional", (await AskServer(page)).GetProperty("accounts").GetString());
            token = (await Post(page, "register", HttpStatusCode.OK)).GetProperty("token").GetString()!;
            Assert.Equal("name-taken", (await Post(page, "register", HttpStatusCode.Conflict)).GetProperty("error").GetString());

            using var stranger = Connect(server, new ClientOptions { Name = "ANA" });
            server.Turn(stranger, () => stranger.Refusals.Count != 0);
            Assert.True(stranger.Refusals.TryTake(out var refused) && refused.Reason == Reason.NameRegistered);

            using var owner = Connect(server, new ClientOptions { Name = "ana", Password = Password });
            server.Turn(owner, () => owner.IsInRoom);
            Assert.True(owner.IsRegistered);
            server.Type("ban Ana 60 testing");
            server.Turn(owner, () => owner.State == ClientState.Ended);
            Assert.Equal(Reason.Banned, owner.EndReason);
            Assert.Equal("banned", (await Post(page, "login", HttpStatusCode.Forbidden)).GetProperty("error").GetString());
            server.Type("quit");
            Assert.Equal(0, server.WaitForExit());
        }

        using var again = ServerChild.Start("--accounts", "required", "--store", Store).Ready();
        using var guest = Connect(again, new ClientOptions { Name = "bob" });
        again.Turn(guest, () => guest.Refusals.Count != 0);
        Assert.True(guest.Refusals.TryTake(out var required) && required.Reason == Reason.AccountRequired);
        using var banned = Connect(again, new ClientOptions { Name = "ana", Token = token });
        again.Turn(banned, () => banned.Refusals.Count != 0);
        Assert.True(banned.Refusals.TryTake(out var told) && told.Reason == Reason.Banned && told.Text.EndsWith("testing", StringComparison.Ordinal));

        again.Type("unban ana");
        again.WaitForOutput("the account ana may come in again.");
        Assert.True(banned.Authenticate("ana", token));
        again.Turn(banned, () => banned.IsInRoom);
        Assert.True(banned.IsRegistered);
    }

    [Fact]
    public void A_door_without_a_log_in_stops_the_start_where_accounts_are_required()
    {
        using var server = ServerChild.Start("--accounts", "required", "--doors", "arena", "--store", Store);

        Assert.Equal(78, server.WaitForExit());

        Assert.Equal("Accounts (--accounts): required, and clients of the door arena cannot log in", Assert.Single(server.Errors));
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public void A_server_without_accounts_makes_no_file()
    {
        using var server = ServerChild.Start("--store", Store).Ready();

        Assert.False(File.Exists(Store));
    }

    private static GameClient Connect(ServerChild server, ClientOptions options)
    {
        var client = new GameClient(new UdpTransport(new IPEndPoint(IPAddress.Loopback, server.Port)), options, TimeProvider.System);
        client.Connect();
        return client;
    }

    private static async Task<JsonElement> AskServer(Uri page)
    {
        using var http = new HttpClient { BaseAddress = page };
        return await http.GetFromJsonAsync<JsonElement>("/api/server");
    }

    private static Task<JsonElement> Post(Uri page, string what, HttpStatusCode status) => PageAccount.AskAsync(page, what, "Ana", Password, status);
}
