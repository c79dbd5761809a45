using System.CommandLine;

namespace Ecs.Server.Options;

/// <summary>A command beside running a server that takes all the settings of one.</summary>
internal sealed class SettingsCommand : Command
{
    /// <param name="name">As the command line spells it.</param>
    /// <param name="description">One sentence for help.</param>
    /// <param name="run">Is given the whole command line and gives the exit code.</param>
    public SettingsCommand(string name, string description, Func<ServerCommandLine, int> run)
        : base(name, description)
    {
        Run = run;
        SetAction(static _ => { });
    }

    internal Func<ServerCommandLine, int> Run { get; }

    /// <summary>All that lie below a command.</summary>
    internal static IEnumerable<SettingsCommand> Within(Command command) =>
        command.Subcommands.SelectMany(static sub => sub is SettingsCommand settings ? [settings] : Within(sub));
}
