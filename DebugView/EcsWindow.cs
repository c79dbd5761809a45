using System.Net;
using System.Runtime;
using Ecs.DebugView.Drawing;
using Ecs.DebugView.Model;
using Ecs.DebugView.Sources.Hosted;
using Ecs.DebugView.Sources.Remote;
using Ecs.DebugView.Sources.Replayed;
using Ecs.Server.Base;
using Ecs.Server.Console;
using Ecs.Server.Files;
using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Simulation;

namespace Ecs.DebugView;

/// <summary>
/// The entry of a program with a window: options in; the window on this thread and a source of frames, which is a server hosted in this
/// process, one elsewhere or a recording.
/// </summary>
public static class EcsWindow
{
    /// <summary>Does what the command line says and returns the exit code.</summary>
    /// <param name="arguments">As the program was given them.</param>
    /// <param name="configure">As for the server's own program: the same games and doors.</param>
    public static int Run(IReadOnlyList<string> arguments, Action<ServerParts> configure)
    {
        StandardStreams.Open();
        OneCulture.Use();
        FileSizeLimit.Refuse();
        var line = ViewOptions.Parse(arguments);
        if (line.IsQuestion)
            return StandardStreams.CodeOf(line.Answer());
        var parts = new ServerParts();
        configure(parts);
        var stop = new StopRequest();
        using var signals = new StopSignals(stop);
        var options = ViewOptions.Of(line);
        if (options.Faults.Count != 0)
            return Refuse(ExitCode.BadOption, options.Faults);
        if (options.Connect is { } server)
            return Connect(options, server, parts.Games, stop, signals);
        return options.Replay is { } recording ? Replay(options, recording, parts.Games, stop, signals) : Host(line, options, parts, stop, signals);
    }

    private static int Connect(ViewOptions options, DnsEndPoint server, GameTable games, StopRequest stop, StopSignals signals) => Show(options, signals, () =>
    {
        var entry = new RemoteEntry(options.Token, options.Watch) { Name = options.Play, Password = options.Password, HasAutopilot = options.HasAutopilot };
        var source = RemoteSource.TryOpen(server, games, entry, stop, out var fault);
        return new Opened(source, ExitCode.Missing, fault);
    });

    private static int Replay(ViewOptions options, string recording, GameTable games, StopRequest stop, StopSignals signals) => Show(options, signals, () =>
    {
        var code = ReplaySource.TryOpen(recording, games, options.Tick, stop, out var source, out var fault);
        return new Opened(source, code, fault);
    });

    private static int Host(ServerCommandLine line, ViewOptions options, ServerParts parts, StopRequest stop, StopSignals signals)
    {
        var start = ServerStart.Read(line, parts.Known, RedisOpening.ReadSettings, out var code);
        if (code != ExitCode.Ok)
            return Refuse(code, start.Faults);
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        using var logs = LogFactory.Create(start.Options.Log);
        using var metrics = new ServerMetrics();
        return Show(options, signals, () =>
        {
            var opened = HostedSource.TryOpen(start, parts, metrics, logs, stop, out var source, out var fault);
            return new Opened(source, opened, fault);
        });
    }

    /// <summary>The window comes first: what cannot be seen need not be started.</summary>
    private static int Show(ViewOptions options, StopSignals signals, Func<Opened> open)
    {
        if (!ViewWindow.TryOpen(options.Width, options.Height, out var window, out var fault))
            return Refuse(ExitCode.Missing, [fault]);
        using (window)
        {
            var opened = open();
            if (opened.Source is null)
                return Refuse(opened.Code, [opened.Fault]);
            signals.StartIsOver();
            using var view = new ViewModel(opened.Source);
            view.Begin(options.Tick);
            Courtesy.StandBack();
            window!.Run(view, options.Frames);
            // The library has said it already: it was the first to know.
            if (!ViewWindow.IsThere)
                return ExitCode.Missing;
            // Of a picture that cannot be written it has told, too.
            var isSaved = options.Screenshot.Length == 0 || ViewWindow.TrySave(options.Screenshot);
            var code = opened.Source.ExitCode ?? ExitCode.Ok;
            if (code != ExitCode.Ok)
                return Refuse(code, [opened.Source.Fault]);
            return isSaved ? ExitCode.Ok : ExitCode.NotWritten;
        }
    }

    private static int Refuse(int code, IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
            Console.Error.WriteLine(fault);
        return code;
    }

    /// <summary>A source, or why there is none.</summary>
    private readonly record struct Opened(IFrameSource? Source, int Code, string Fault);
}
