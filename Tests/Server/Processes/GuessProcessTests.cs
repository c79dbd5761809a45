using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>Guesses at the whole server over real sockets: HTTP, UDP, TCP and WebSockets have five together for each address.</summary>
[Collection(ProcessLane.Name)]
public sealed class GuessProcessTests : IDisposable
{
    private const string Password = "correct horse";
    private const string PlazaToken = "open-sesame";

    private static readonly IPAddress Guesser = IPAddress.Loopback;
    private static readonly IPAddress Owner = IPAddress.Parse("127.0.0.2");

    private readonly ServerChild _server = ServerChild.Start(
        "--web", "127.0.0.1:0", "--doors", "argentum:0,plaza:0", "--plaza-token", PlazaToken, "--store", "memory").Ready();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Five_guesses_over_five_wires_leave_none_over_any_of_them_and_another_address_gets_in()
    {
        Assert.Equal(HttpStatusCode.OK, (await Post("register", Password, Owner)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Post("login", "battery staple", Guesser)).StatusCode);
        Assert.Equal(Reason.WrongPassword, Ask(new ClientOptions { Name = "Ana", Password = "battery staple" }));
        Assert.Equal(Reason.BadToken, Ask(new ClientOptions { Name = "Ana", Token = AccountToken.Create().ToText() }));
        Assert.Contains("incorrectos", await LogInToArgentum("battery staple", Guesser), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await ComeToThePlaza("sesame"));

        var refused = await Post("login", Password, Guesser);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Equal(Reason.Rate, Ask(new ClientOptions { Name = "Ana", Password = Password }));
        Assert.Equal(Reason.Rate, Ask(new ClientOptions { Name = "Ana", Token = AccountToken.Create().ToText() }));
        Assert.Contains("Demasiados intentos", await LogInToArgentum(Password, Guesser), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, await ComeToThePlaza(PlazaToken));

        Assert.Equal(HttpStatusCode.OK, (await Post("login", Password, Owner)).StatusCode);
        Assert.DoesNotContain("intentos", await LogInToArgentum(Password, Owner), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Post(string what, string password, IPAddress from)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) => new NetworkStream(await ConnectAsync(_server.Page.Port, from, cancellation), ownsSocket: true),
        };
        using var http = new HttpClient(handler) { BaseAddress = _server.Page };
        return await http.PostAsJsonAsync($"/api/{what}", new { name = "Ana", password });
    }

    /// <summary>What the server says to a native client that is not let in.</summary>
    private Reason Ask(ClientOptions options)
    {
        using var client = new GameClient(new UdpTransport(new IPEndPoint(IPAddress.Loopback, _server.Port)), options, TimeProvider.System);
        client.Connect();
        _server.Turn(client, () => client.Refusals.Count != 0 || client.IsInRoom);
        return client.Refusals.TryTake(out var refused) ? refused.Reason : Reason.None;
    }

    /// <summary>The first packets that the server answers with, as letters.</summary>
    private async Task<string> LogInToArgentum(string password, IPAddress from)
    {
        using var socket = await ConnectAsync(PortAfter("argentum:"), from, CancellationToken.None);
        await socket.SendAsync(ClientBytes.LogIn("Ana", password));
        var answer = new byte[4096];
        var length = await socket.ReceiveAsync(answer);
        Assert.NotEqual(0, length);
        return Encoding.Latin1.GetString(answer, 0, length);
    }

    private async Task<HttpStatusCode> ComeToThePlaza(string token)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{PortAfter("plaza:")}/ws/7?token={token}"), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // Refused, and the status says why.
        }

        return socket.HttpStatusCode;
    }

    private static async Task<Socket> ConnectAsync(int port, IPAddress from, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);
        return socket;
    }

    /// <summary>What follows those words in the ready line.</summary>
    private int PortAfter(string words) =>
        int.Parse(Regex.Match(_server.Output[0], $@"\b{Regex.Escape(words)}(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
