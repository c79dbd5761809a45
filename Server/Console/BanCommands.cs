using System.Globalization;
using System.Text;
using Ecs.Protocol;
using Ecs.Server.Guards;
using Ecs.Server.Text;

namespace Ecs.Server.Console;

/// <summary>Commands about who may not come in.</summary>
/// <param name="server">Keeps them out.</param>
/// <param name="areKept">Whether bans outlive the process.</param>
public sealed class BanCommands(GameServer server, Func<bool> areKept)
{
    /// <summary>Ten years.</summary>
    private const int MinutesMax = 5_259_600;

    public void AddTo(CommandRegistry commands)
    {
        commands.Add(new("ban", "NAME|ADDRESS [MINUTES] [REASON]", "Keeps a name, an account or an address out, for good or for so long, and sends away who is here.", Ban)
        {
            LeastArguments = 1,
            MostArguments = 3,
            EndsWithText = true,
        });
        commands.Add(new("unban", "NAME|ADDRESS", "Lets a name, an account or an address in again.", Unban)
        {
            LeastArguments = 1,
            MostArguments = 1,
        });
        commands.Add(new("bans", "", "Lists who is kept out, why and until when.", List));
    }

    private string? Ban(CommandCall call)
    {
        if (!TryReadSubject(call, out var kind, out var subject))
            return null;

        var hasMinutes = call.Arguments.Count > 1 && !call.Arguments[1].AsSpan().ContainsAnyExceptInRange('0', '9');
        var minutes = 0;
        if (hasMinutes && !CommandAnswers.TryNumber(call.Arguments[1], 1, MinutesMax, out minutes))
            return string.Create(CultureInfo.InvariantCulture, $"A ban lasts 1 to {MinutesMax} minutes, or for good.");

        var reason = DisplayText.Clean(string.Join(' ', call.Arguments.Skip(hasMinutes ? 2 : 1)), Guards.Ban.ReasonLimit);
        var until = hasMinutes ? server.Admission.Bans.WallSeconds + (minutes * 60L) : 0;
        var ban = new Ban(kind, subject, reason, until);
        var gone = server.Ban(ban);
        return gone < 0
            ? string.Create(CultureInfo.InvariantCulture, $"There are {BanList.Limit} bans already: lift one.")
            : string.Create(CultureInfo.InvariantCulture, $"{SubjectOf(ban)} is {ban.Text}. {gone} sent away.{(areKept() ? "" : " It is kept until the server stops.")}");
    }

    private string? Unban(CommandCall call)
    {
        if (!TryReadSubject(call, out var kind, out var subject))
            return null;

        return server.Admission.Bans.Remove(kind == BanKind.Address, subject) is { } lifted ? $"{SubjectOf(lifted)} may come in again." : "There is no such ban.";
    }

    private string List(CommandCall call)
    {
        var text = new StringBuilder();
        foreach (var ban in server.Admission.Bans.All)
        {
            // Where people live is the console's alone to see.
            var subject = ban.Kind == BanKind.Address && call.Caller.Right != CommandRight.Console ? "an address" : SubjectOf(ban);
            text.Append(CultureInfo.InvariantCulture, $"{subject} is {ban.Text}\n");
        }

        return text.Length == 0 ? "Nobody is banned." : text.ToString().TrimEnd('\n');
    }

    private bool TryReadSubject(CommandCall call, out BanKind kind, out string subject)
    {
        kind = BanKind.Address;
        var wanted = call.Arguments[0];
        if (Guards.Ban.TryReadAddress(wanted, out subject))
            return true;

        // A number is the seat of somebody in the caller's room.
        if (CommandAnswers.MeansSeat(wanted, out var number))
            wanted = call.Caller.Room?.SeatAt(number)?.Name ?? "";
        kind = BanKind.Name;
        if (!DisplayText.TryCleanName(wanted, out var name))
            return false;

        kind = server.Names.IsRegistered(name) ? BanKind.Account : BanKind.Name;
        subject = DisplayText.UniqueKey(name);
        return true;
    }

    private static string SubjectOf(Ban ban) => ban.Kind switch
    {
        BanKind.Address when ban.Subject.Contains(':', StringComparison.Ordinal) => $"{ban.Subject}/64",
        BanKind.Account => $"the account {ban.Subject}",
        _ => DisplayText.Clean(ban.Subject, Limits.NameCodePoints),
    };
}
