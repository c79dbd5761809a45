using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Base;

namespace Ecs.DebugView.Sources.Remote;

/// <summary>What the end of a connection means for whoever wanted to watch.</summary>
/// <param name="Text">One line.</param>
/// <param name="Code">The exit code, if the window never got in.</param>
/// <param name="IsFinal">Whether trying again cannot help.</param>
public readonly record struct Verdict(string Text, int Code, bool IsFinal)
{
    /// <summary>Reads the state of a client that has ended, or that was refused something.</summary>
    /// <param name="client">May not have been refused anything; then it has ended.</param>
    /// <param name="refusal">The refusal, or default.</param>
    /// <param name="server">As the user named it.</param>
    public static Verdict Of(GameClient client, Ecs.Protocol.Messages.Refused refusal, string server) => refusal.Reason switch
    {
        Reason.BadToken => new($"{server} does not know this --token", ExitCode.BadOption, true),
        Reason.NoSuchRoom => new($"{server} has no such room: see --watch", ExitCode.BadOption, true),
        Reason.NotAllowed => new($"{server} lets only those watch who have a --token", ExitCode.BadOption, true),
        Reason.WrongPassword => new($"{server} does not know this name and password: see --password-file", ExitCode.BadOption, true),
        Reason.NameRegistered => new($"this name is somebody's at {server}: see --password-file", ExitCode.BadOption, true),
        Reason.AccountRequired => new($"{server} lets in only who has an account: see --play with --password-file, or --token", ExitCode.BadOption, true),
        Reason.WrongVersion => OfVersions(server, refusal.Text),
        Reason.None => OfEnd(client, server),
        _ => new($"{server} refuses: {TextOf(refusal.Reason, refusal.Text)}", ExitCode.Missing, false),
    };

    private static Verdict OfEnd(GameClient client, string server) => client.EndReason switch
    {
        Reason.Timeout or Reason.ConnectionLost => new($"nobody answers at {server}", ExitCode.Missing, false),
        Reason.WrongVersion => OfVersions(server, client.EndText),
        Reason.WrongProtocol when client.EndText.Length != 0 => OfVersions(server, client.EndText),
        Reason.WrongProtocol => new($"{server} is no server of this kind", ExitCode.Missing, true),
        Reason.ServerStopping => new($"{server} has stopped", ExitCode.Missing, false),
        _ => new($"{server} ended the connection: {TextOf(client.EndReason, client.EndText)}", ExitCode.Missing, false),
    };

    private static Verdict OfVersions(string server, string text) => new($"{server} speaks another version of the wire: {text}", ExitCode.Missing, true);

    private static string TextOf(Reason reason, string text) => text.Length != 0 ? text : reason.ToString();
}
