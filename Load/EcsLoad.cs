using System.CommandLine;
using System.Reflection;
using Ecs.Server.Base;
using Ecs.Server.Console;

namespace Ecs.Load;

/// <summary>The entry of a program that plays on a game's server with many clients.</summary>
public static class EcsLoad
{
    /// <summary>Plays as the command line says and prints one JSON object. Returns the exit code.</summary>
    /// <param name="arguments">As the program was given them; <c>--help</c> says which there are.</param>
    /// <param name="server">The game's program, which is started unless <c>--address</c> names one that runs.</param>
    public static int Run(IReadOnlyList<string> arguments, Assembly server)
    {
        ArgumentNullException.ThrowIfNull(server);
        StandardStreams.Open();
        OneCulture.Use();
        var command = LoadCommand.Create(server.Location);
        var root = new RootCommand(command.Description ?? "") { Action = command.Action };
        foreach (var option in command.Options)
            root.Add(option);

        return StandardStreams.CodeOf(root.Parse(arguments).Invoke());
    }
}
