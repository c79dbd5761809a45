using System.Globalization;
using Ecs.Protocol;
using Ecs.Server.Guards;
using Ecs.Server.Text;

namespace Ecs.Server.Admin;

/// <summary>What the API has about people.</summary>
internal sealed class AdminPeopleRoutes(AdminWorld world, AdminSnapshots snapshots)
{
    /// <summary>Ten years.</summary>
    private const long MinutesMax = 5_259_600;

    private const string Whom = "A name or an address.";

    public IEnumerable<AdminRoute> All =>
    [
        new("GET", "/api/players", "Everybody who is here, bots included.", [], ListAsync),
        new("POST", "/api/players/kick", "Ends a player's connection, or takes a bot out.",
            [new("player", false, true, "The name."), new("text", false, false, "What the player is told.")], call => call.DoAsync(world, () => Kick(call))),
        new("GET", "/api/bans", "Who may not come in.", [], ListBansAsync),
        new("POST", "/api/bans", "Keeps a name, an account or an address out, and sends away who of them is here.",
            [new("subject", false, true, Whom), new("minutes", true, false, "How long; for good unless said."), new("reason", false, false, "What they are told.")],
            call => call.DoAsync(world, () => Ban(call))),
        new("POST", "/api/bans/lift", "Lets somebody in again.", [new("subject", false, true, Whom)], call => call.DoAsync(world, () => Lift(call))),
    ];

    private async Task ListAsync(AdminCall call) =>
        await call.AnswerAsync(await snapshots.Players.GetAsync(call.End).ConfigureAwait(false), AdminJson.Default.AdminPlayerShapeArray).ConfigureAwait(false);

    private Task ListBansAsync(AdminCall call) => call.AnswerAsync(AdminState.OfBans(world.Server.Admission.Bans), AdminJson.Default.AdminBanShapeArray);

    private AdminOutcome Kick(AdminCall call)
    {
        var text = DisplayText.Clean(call.Text("text"), Limits.ReasonTextCodePoints);
        return world.Server.Kick(call.Text("player"), text)
            ? AdminOutcome.Done($"{DisplayText.Clean(call.Text("player"), Limits.NameCodePoints)} is out.")
            : AdminOutcome.Nothing("Nobody here has that name.");
    }

    private AdminOutcome Ban(AdminCall call)
    {
        var minutes = call.Number("minutes");
        if (minutes is < 1 or > MinutesMax)
            return AdminOutcome.Mistake(string.Create(CultureInfo.InvariantCulture, $"A ban lasts 1 to {MinutesMax} minutes, or for good."));
        if (!TryRead(call.Text("subject"), out var kind, out var subject))
            return AdminOutcome.Mistake("That is neither a name nor an address.");
        var until = minutes is { } length ? world.Server.Admission.Bans.WallSeconds + (length * 60) : 0;
        var ban = new Ban(kind, subject, DisplayText.Clean(call.Text("reason"), Guards.Ban.ReasonLimit), until);
        var gone = world.Server.Ban(ban);
        return gone < 0
            ? AdminOutcome.Refused(string.Create(CultureInfo.InvariantCulture, $"There are {BanList.Limit} bans already: lift one."))
            : AdminOutcome.Done(string.Create(CultureInfo.InvariantCulture, $"{subject} is {ban.Text}. {gone} sent away."));
    }

    private AdminOutcome Lift(AdminCall call) =>
        !TryRead(call.Text("subject"), out var kind, out var subject) ? AdminOutcome.Mistake("That is neither a name nor an address.")
        : world.Server.Admission.Bans.Remove(kind == BanKind.Address, subject) is null ? AdminOutcome.Nothing("There is no such ban.")
        : AdminOutcome.Done($"{subject} may come in again.");

    private bool TryRead(string text, out BanKind kind, out string subject)
    {
        kind = BanKind.Address;
        if (Guards.Ban.TryReadAddress(text, out subject))
            return true;
        if (!DisplayText.TryCleanName(text, out var name))
            return false;
        kind = world.Server.Names.IsRegistered(name) ? BanKind.Account : BanKind.Name;
        subject = DisplayText.UniqueKey(name);
        return true;
    }
}
