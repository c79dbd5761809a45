using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>How the server's program begins with and without a page.</summary>
[Collection(ProcessLane.Name)]
public sealed class WebStartTests
{
    private static readonly KeyValuePair<string, string>[] PageUnlessTold = [new("ECS_Web__Address", "127.0.0.1:0")];

    [Fact]
    public async Task The_ready_line_names_the_page_and_it_is_there()
    {
        using var server = ServerChild.Start("--web", "127.0.0.1:0", "--bots", "2").Ready();
        using var http = new HttpClient();

        var status = await http.GetStringAsync(new Uri(server.Page, "/api/server"));

        Assert.Contains("\"bots\":2", status, StringComparison.Ordinal);
        server.Type("quit");
        Assert.Equal(0, server.WaitForExit());
        Assert.DoesNotContain(server.Errors, static line => !line.Contains("Too late", StringComparison.Ordinal) && !line.Contains(" info: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_place_that_was_chosen_and_is_taken_is_one_line_and_exit_74()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = other.LocalEndpoint.ToString()!;

        using var server = ServerChild.Start("--web", taken);

        Assert.Equal(74, server.WaitForExit());
        Assert.Equal([$"Web:Address (--web): TCP port {((IPEndPoint)other.LocalEndpoint).Port} on 127.0.0.1 is in use"], server.Errors);
        Assert.Empty(server.Output);
    }

    [Fact]
    public void The_usual_place_that_is_taken_is_a_warning_and_the_server_runs_without_a_page()
    {
        // Whoever has the port already does as well.
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            other.Bind(new IPEndPoint(IPAddress.Loopback, 9080));
            other.Listen();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Somebody else is there.
        }

        using var server = ServerChild.StartWithUsualPage().Ready();

        Assert.DoesNotContain(" web=", server.Output[0], StringComparison.Ordinal);
        Assert.Contains("No page for browsers: Web:Address (--web): TCP port 9080 on 127.0.0.1 is in use", Assert.Single(server.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_page_nothing_of_its_framework_is_loaded()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var without = ServerChild.Start("--web", "off", "--doors", "arena:0,plaza:0,waves:0,survival:0", "--bots", "1").Ready();
        using var with = ServerChild.Start("--web", "127.0.0.1:0").Ready();

        Assert.DoesNotContain(without.LoadedFiles, static file => file.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains("Microsoft.AspNetCore.Server.Kestrel.Core.dll", with.LoadedFiles);
        Assert.DoesNotContain("web=", without.Output[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_Redis_nothing_of_its_library_is_loaded()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var without = ServerChild.Start("--web", "127.0.0.1:0", "--bots", "1").Ready();
        using var with = ServerChild.Start("--redis", "127.0.0.1:1").Ready();

        Assert.DoesNotContain(without.LoadedFiles, static file => file.StartsWith("StackExchange", StringComparison.Ordinal) || file.StartsWith("RESPite", StringComparison.Ordinal));
        Assert.Contains("StackExchange.Redis.dll", with.LoadedFiles);
    }

    [Fact]
    public async Task With_a_certificate_the_page_comes_over_TLS_only()
    {
        var folder = Directory.CreateTempSubdirectory("ecs-certificate-");
        try
        {
            var (certificate, key) = (Path.Combine(folder.FullName, "page.pem"), Path.Combine(folder.FullName, "key.pem"));
            using var rsa = RSA.Create(2048);
            var request = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
            await File.WriteAllTextAsync(certificate, made.ExportCertificatePem());
            await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem());
            using var server = ServerChild.Start("--web", "127.0.0.1:0", "--web-certificate", $"{certificate},{key}").Ready();
            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == made.Thumbprint };
            using var http = new HttpClient(handler);
            var page = server.Page;

            var status = await http.GetStringAsync(new Uri(page, "/api/server"));

            Assert.Equal("https", page.Scheme);
            Assert.Contains("\"passwords\":true", status, StringComparison.Ordinal);
            await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new Uri($"http://{page.Authority}/")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(66, "nowhere.pem")]
    [InlineData(65, "appsettings.json")]
    public void A_certificate_that_is_none_ends_the_start(int code, string file)
    {
        using var server = ServerChild.Start(PageUnlessTold, "--web-certificate", file);

        Assert.Equal(code, server.WaitForExit());
        Assert.StartsWith("Web:Certificate (--web-certificate): ", Assert.Single(server.Errors), StringComparison.Ordinal);
        Assert.Empty(server.Output);
    }
}
