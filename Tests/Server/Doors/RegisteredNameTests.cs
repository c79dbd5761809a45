using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;

namespace Ecs.Tests.Server.Doors;

/// <summary>A registered name is nobody else's, whichever door they come through; everybody else needs no password.</summary>
public sealed class RegisteredNameTests : IDisposable
{
    private const string Password = "correct horse";

    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");

    private readonly AllDoorsRig _doors = new();

    public static TheoryData<string> Doors => [.. AllDoorsRig.Doors];

    public void Dispose() => _doors.Dispose();

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_registered_name_refuses_a_stranger(string door)
    {
        // The waves wire has no names: who comes through it is called by the first free number.
        var name = door == "waves" ? "ship 1" : "Ana";
        await Register(name);

        _doors.Knock(door, name);
        _doors.Knock(door, name.ToUpperInvariant());

        Assert.DoesNotContain(_doors.Rig.Server.Names.People, IsShownAs(name));
        Assert.Equal(door == "waves", _doors.IsIn("ship 2"));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_guest_gets_in_without_a_password_beside_it(string door)
    {
        await Register("Ana");

        var visitor = _doors.Enter(door, "bob");

        // Nobody comes through the argentum door without an account: there it was made just now.
        Assert.Equal(door == "argentum" ? "bob" : "", _doors.Rig.Server.Names.Find(visitor.Name)!.Account);
    }

    [Fact]
    public async Task A_bot_does_not_take_a_registered_name_either()
    {
        await Register("bot 1");

        _doors.RoomOf("arena").SetBots(2);
        _doors.Run(3);

        Assert.Null(_doors.Rig.Server.FindSeat("bot 1"));
        Assert.Equal(2, _doors.RoomOf("arena").BotCount);
    }

    [Fact]
    public void A_name_that_was_registered_through_the_argentum_door_is_refused_at_the_native_one()
    {
        _doors.Enter("argentum", "Ana").Vanish();
        _doors.Run(12);
        var client = _doors.Rig.Dial();

        client.Authenticate("ana");
        _doors.Run(3);

        Assert.Equal(Reason.NameRegistered, client.Get<AuthFailure>().Reason);
    }

    [Fact]
    public async Task Where_accounts_are_required_a_guest_is_told_so_and_the_operator_is_let_in()
    {
        using var doors = new AllDoorsRig(new NativeOptions { Accounts = AccountPolicy.Required, OperatorToken = "very secret" });
        var guest = doors.Rig.Dial();
        guest.Authenticate("ana");
        var chief = doors.Rig.Dial();
        chief.Authenticate("chief", "very secret");
        doors.Run(3);
        Assert.Equal(Reason.AccountRequired, guest.Get<AuthFailure>().Reason);
        Assert.Equal(PlayerRole.Operator, chief.Get<AuthSuccess>().Role);

        var answer = await doors.Accounts.RegisterAsync("ana", Password, Home);
        guest.Authenticate("ana", answer.Account!.Token.ToText());
        doors.Run(3);
        Assert.True(guest.Get<AuthSuccess>().IsRegistered);
    }

    [Fact]
    public async Task A_name_that_a_guest_bears_cannot_be_registered_and_a_guest_from_before_gives_way_to_the_owner()
    {
        _doors.Enter("plaza", "bob");
        Assert.Equal(AccountOutcome.NameTaken, (await _doors.Accounts.RegisterAsync("Bob", Password, Home)).Outcome);

        var owner = await Register("Ana");
        var early = _doors.Rig.Dial();
        _doors.Rig.Server.Admission.Registered.Remove("ana");
        early.Authenticate("ana");
        _doors.Run(3);
        _doors.Rig.Server.Admission.Registered.Add("ana");
        var client = _doors.Rig.Dial();
        client.Authenticate("ana", owner.Token.ToText());
        _doors.Run(3);

        Assert.Equal(Reason.NameRegistered, early.End!.Value.Reason);
        Assert.Equal("Ana", client.Get<AuthSuccess>().Name);
    }

    [Fact]
    public async Task Whoever_plays_with_an_account_goes_when_it_is_deleted_and_its_name_is_free()
    {
        var account = await Register("Ana");
        var client = _doors.Rig.Dial();
        client.Authenticate("Ana", account.Token.ToText());
        _doors.Run(3);
        client.RequestEnter("arena");
        _doors.Run(6);
        Assert.True(_doors.IsIn("Ana"));

        Assert.Equal(AccountOutcome.Welcome, (await _doors.Accounts.DeleteAsync("ana", Password, Home)).Outcome);
        _doors.Run(3);

        Assert.Equal("the account was deleted", client.End!.Value.Text);
        Assert.True(_doors.Enter("arena", "Ana") is not null);
    }

    [Fact]
    public async Task A_deleted_account_that_is_being_played_is_not_saved_again()
    {
        var player = _doors.Enter("argentum", "Ana");

        Assert.Equal(AccountOutcome.Welcome, (await _doors.Accounts.DeleteAsync("Ana", "secreto1", Home)).Outcome);
        _doors.Run(12);

        Assert.NotNull(player.End());
        Assert.False(_doors.Rig.Metrics.Store.IsDegraded);
        Assert.Equal(AccountOutcome.Welcome, (await _doors.Accounts.RegisterAsync("Ana", Password, Home)).Outcome);
    }

    private async Task<ProvenAccount> Register(string name)
    {
        var answer = await _doors.Accounts.RegisterAsync(name, Password, Home);
        Assert.Equal(AccountOutcome.Welcome, answer.Outcome);
        return answer.Account!;
    }

    private static Predicate<Guest> IsShownAs(string name) => person =>
        person.ShownName.Equals(name, StringComparison.OrdinalIgnoreCase) || person.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
