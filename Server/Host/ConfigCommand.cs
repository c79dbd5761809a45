using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Ecs.Server.Base;
using Ecs.Server.Options;
using Ecs.Server.Text;
using Ecs.Server.Web;

namespace Ecs.Server.Host;

/// <summary>
/// <c>config print</c> and <c>config validate</c>: what a server with the same settings would begin with, without beginning. Nothing is opened for
/// writing and no port is tried, so both may run beside the server that is meant.
/// </summary>
internal static class ConfigCommand
{
    public static Command Create(ServerParts parts) => new("config", "Says what the settings come to, and what is wrong with them")
    {
        new SettingsCommand(
            "print", "Prints every option with its value and where that comes from; no byte of a secret", line => Print(line, parts)),
        new SettingsCommand("validate", "Says all that is wrong; the exit code is that of a start with the same settings", line => Validate(line, parts)),
    };

    private static int Print(ServerCommandLine line, ServerParts parts)
    {
        var start = ServerStart.Read(line, parts.Known, out var code);
        Tell([.. start.Faults, .. start.Warnings]);
        System.Console.Out.Write(SettingsText.Of(start.Given));
        return code;
    }

    private static int Validate(ServerCommandLine line, ServerParts parts)
    {
        var start = ServerStart.Read(line, parts.Known, out var code);
        var faults = new List<string>(start.Faults);
        if (code == ExitCode.Ok)
        {
            var options = start.Options with { Known = parts.Known };
            code = CheckFiles(options, faults);
            code = FirstOf(code, CheckMaps(options, parts, faults));
            if (options.Web.Address is not null)
                code = FirstOf(code, CheckPage(options.Web, faults));
        }

        Tell([.. faults, .. start.Warnings]);
        if (code == ExitCode.Ok)
            System.Console.Out.Write("valid\n");
        return code;
    }

    private static int CheckFiles(ServerOptions options, List<string> faults)
    {
        if (OptionFiles.AreApart(options, out var fault))
            return ExitCode.Ok;
        faults.Add(fault);
        return ExitCode.BadOption;
    }

    private static int CheckMaps(ServerOptions options, ServerParts parts, List<string> faults)
    {
        var result = ExitCode.Ok;
        foreach (var room in options.AllRooms)
        {
            var map = options.MapOf(room);
            var code = MapFiles.Load(map.Length == 0 ? parts.Games[room.Mode].DefaultMap : map, out _, out var fault);
            result = FirstOf(result, code);
            if (code != ExitCode.Ok)
                faults.Add($"{OptionTable.Spell("Map")}: {fault}");
        }

        return result;
    }

    /// <summary>The page's files as the start reads them; nothing of ASP.NET is needed for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CheckPage(WebOptions web, List<string> faults)
    {
        var key = "Web:Servers";
        try
        {
            if (!OtherServers.TryRead(web.Servers, out _, out var fault))
            {
                faults.Add($"{OptionTable.Spell(key)}: {fault}");
                return ExitCode.BadOption;
            }

            key = "Web:Certificate";
            if (web.Certificate.Length != 0)
                WebCertificate.Read(web.Certificate).Own.Dispose();
            return ExitCode.Ok;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            faults.Add($"{OptionTable.Spell(key)}: {DisplayText.Clean(exception.Message, 200)}");
            return exception is FileNotFoundException or DirectoryNotFoundException ? ExitCode.NoSuchFile : ExitCode.BadFile;
        }
    }

    private static int FirstOf(int first, int second) => first == ExitCode.Ok ? second : first;

    private static void Tell(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(line).Append('\n');
        System.Console.Error.Write(text);
    }
}
