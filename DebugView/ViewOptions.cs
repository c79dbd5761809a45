using System.CommandLine;
using System.Globalization;
using System.Net;
using Ecs.Server.Options;

namespace Ecs.DebugView;

/// <summary>What the command line says about the window; everything else on it is the hosted server's.</summary>
public sealed record ViewOptions
{
    private const string Description = "A window that shows what the world of a server is made of, tick by tick: of a server that it hosts, "
        + "of one elsewhere (--connect), or of a recording (--replay). Settings of the hosted server come from appsettings.json, "
        + "then from the environment (ECS_TickRate=30, ECS_Bots__lobby=8), then from here; the later wins.";

    private const int SmallestSide = 360;
    private const int LargestSide = 8192;

    private static readonly Option<string> ConnectOption = Of<string>("--connect", "HOST:PORT", "Watch a server elsewhere instead of hosting one.");
    private static readonly Option<string> TokenOption = Of<string>("--token", "TOKEN", "With --connect: the token that makes an operator, or lets a spectator in.");
    private static readonly Option<string> WatchOption = Of<string>("--watch", "ROOM", "With --connect: the room's name, or a mode. [the default room]");
    private static readonly Option<string> PlayOption = Of<string>("--play", "NAME", "With --connect: play there under this name, with keyboard and mouse.");
    private static readonly Option<string> PasswordFileOption = Of<string>("--password-file", "FILE", "With --play: the first line of this file is the password of the account that has the name.");
    private static readonly Option<bool> AutopilotOption = new("--autopilot") { Description = "With --play: the game's bot plays; the window shows what its client does." };
    private static readonly Option<string> ReplayOption = Of<string>("--replay", "FILE", "Look into a recording instead of hosting a server.");
    private static readonly Option<uint> TickOption = Of<uint>("--tick", "N", "With --replay: the tick to begin with. [the first]");
    private static readonly Option<int> FramesOption = Of<int>("--frames", "N", "Draw so many pictures of a world and end. [until the window is closed]");
    private static readonly Option<string> ScreenshotOption = Of<string>("--screenshot", "FILE", "Save the last picture as PNG.");
    private static readonly Option<string> SizeOption = Of<string>("--size", "WIDTHxHEIGHT", "Of the window in pixels. [1280x720]");

    /// <summary>The server to watch; null to host one or to replay.</summary>
    public DnsEndPoint? Connect { get; private init; }

    public string Token { get; private init; } = "";

    /// <summary>Empty for the server's default room.</summary>
    public string Watch { get; private init; } = "";

    /// <summary>Under which name to play on the server; null to watch.</summary>
    public string? Play { get; private init; }

    /// <summary>Of the account that has the name; empty for a guest.</summary>
    public string Password { get; private init; } = "";

    /// <summary>Whether a bot plays.</summary>
    public bool HasAutopilot { get; private init; }

    /// <summary>The recording to look into; null without one.</summary>
    public string? Replay { get; private init; }

    public uint Tick { get; private init; }

    /// <summary>0 = until the window is closed.</summary>
    public int Frames { get; private init; }

    /// <summary>Empty for none.</summary>
    public string Screenshot { get; private init; } = "";

    public int Width { get; private init; } = 1280;

    public int Height { get; private init; } = 720;

    /// <summary>A line for each option that cannot be used; with any of them nothing starts.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    /// <summary>The server's command line with the window's options beside it.</summary>
    public static ServerCommandLine Parse(IReadOnlyList<string> arguments) => ServerCommandLine.Parse(
        arguments,
        Description,
        ConnectOption,
        TokenOption,
        WatchOption,
        PlayOption,
        PasswordFileOption,
        AutopilotOption,
        ReplayOption,
        TickOption,
        FramesOption,
        ScreenshotOption,
        SizeOption);

    public static ViewOptions Of(ServerCommandLine line)
    {
        var faults = new List<string>(line.Faults);
        if (faults.Count != 0)
            return new ViewOptions { Faults = faults };
        var options = new ViewOptions
        {
            Token = line.ValueOf(TokenOption) ?? "",
            Watch = line.ValueOf(WatchOption) ?? "",
            Play = line.ValueOf(PlayOption),
            HasAutopilot = line.ValueOf(AutopilotOption),
            Replay = line.ValueOf(ReplayOption),
            Tick = line.ValueOf(TickOption),
            Frames = line.ValueOf(FramesOption),
            Screenshot = line.ValueOf(ScreenshotOption) ?? "",
        };
        var connect = line.ValueOf(ConnectOption);
        if (TryReadEndPoint(connect ?? "", out var server))
            options = options with { Connect = server };
        else if (connect is not null)
            faults.Add("--connect: needs HOST:PORT, the port from 1 to 65535");
        if (line.ValueOf(PasswordFileOption) is { } file)
        {
            if (options.Play is null)
                faults.Add("--password-file: needs --play");
            else if (TryReadPassword(file, out var password))
                options = options with { Password = password };
            else
                faults.Add($"--password-file: there is no password in {file}");
        }

        if (line.ValueOf(SizeOption) is { } size)
        {
            if (TryReadSize(size, out var width, out var height))
                options = options with { Width = width, Height = height };
            else
                faults.Add($"--size: needs WIDTHxHEIGHT, each from {SmallestSide} to {LargestSide}");
        }

        if (options.Frames < 0)
            faults.Add("--frames: must not be negative");
        if (line.ValueOf(ScreenshotOption) is { Length: 0 })
            faults.Add("--screenshot: needs a name that ends in .png");
        options.CheckScreenshot(faults);
        options.CheckTogether(faults, line);
        return options with { Faults = faults };
    }

    /// <summary>What would keep the picture from being written at the end, as far as it can be known before.</summary>
    private void CheckScreenshot(List<string> faults)
    {
        if (Screenshot.Length == 0)
            return;
        if (!Screenshot.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            faults.Add("--screenshot: needs a name that ends in .png");
        else if (Path.GetDirectoryName(Path.GetFullPath(Screenshot)) is { } folder && !Directory.Exists(folder))
            faults.Add($"--screenshot: there is no folder {folder}");
        else if (Directory.Exists(Screenshot))
            faults.Add($"--screenshot: {Screenshot} is a folder");
    }

    private void CheckTogether(List<string> faults, ServerCommandLine line)
    {
        if (Connect is not null && Replay is not null)
            faults.Add("--replay: cannot be used together with --connect");
        if (Connect is null && Token.Length != 0)
            faults.Add("--token: needs --connect");
        if (Connect is null && Play is not null)
            faults.Add("--play: needs --connect");
        if (Play is { } name && name.Trim().Length == 0)
            faults.Add("--play: needs a name");
        if (Play is null && HasAutopilot)
            faults.Add("--autopilot: needs --play");
        if (Connect is null && Watch.Length != 0)
            faults.Add("--watch: needs --connect");
        if (Replay is null && Tick != 0)
            faults.Add("--tick: needs --replay");
        if (Connect is null && Replay is null)
            return;
        foreach ((var key, _) in line.Settings)
            faults.Add($"{OptionTable.Spell(key)}: is for a hosted server, not for --connect or --replay");
    }

    /// <summary>Reads the first line, as it stands; other users of the machine can read a command line and need not be able to read a file.</summary>
    private static bool TryReadPassword(string file, out string password)
    {
        password = "";
        try
        {
            using var reader = new StreamReader(file);
            password = reader.ReadLine() ?? "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // As good as empty.
        }

        return password.Length != 0;
    }

    private static bool TryReadEndPoint(string text, out DnsEndPoint? server)
    {
        var colon = text.LastIndexOf(':');
        server = null;
        if (colon <= 0 || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > IPEndPoint.MaxPort)
        {
            return false;
        }

        server = new DnsEndPoint(text[..colon].Trim('[', ']'), port);
        return true;
    }

    private static bool TryReadSize(string text, out int width, out int height)
    {
        var parts = text.Split('x');
        height = 0;
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out width)
            && parts.Length == 2
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out height)
            && width is >= SmallestSide and <= LargestSide
            && height is >= SmallestSide and <= LargestSide;
    }

    private static Option<T> Of<T>(string flag, string argument, string help) => new(flag) { HelpName = argument, Description = help };

    /// <summary>Without its secrets.</summary>
    public override string ToString() => nameof(ViewOptions);
}
