using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>Who may do what.</summary>
public sealed class RoleTests
{
    private static readonly NativeOptions WithTokens = new() { OperatorToken = "open sesame", SpectatorToken = "let me look" };

    [Theory]
    [InlineData("", PlayerRole.Player)]
    [InlineData("open sesame", PlayerRole.Operator)]
    [InlineData("let me look", PlayerRole.Spectator)]
    public void Token_gives_the_role(string token, PlayerRole role)
    {
        using var rig = new ServerRig(1, WithTokens);
        var client = rig.Dial();

        client.Authenticate("ana", token);
        rig.Run(2);

        Assert.Equal(role, client.Get<AuthSuccess>().Role);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("open sesame ")]
    [InlineData("OPEN SESAME")]
    public void Token_that_is_nearly_right_gives_nothing(string token)
    {
        using var rig = new ServerRig(1, WithTokens);
        var client = rig.Dial();

        client.Authenticate("ana", token);
        rig.Run(2);

        Assert.Equal(Reason.BadToken, client.Get<AuthFailure>().Reason);
    }

    [Theory]
    [InlineData("", true, true)]
    [InlineData("", false, false)]
    [InlineData("let me look", false, true)]
    [InlineData("open sesame", false, true)]
    public void Watching_needs_a_token_or_the_servers_own_machine(string token, bool isLoopback, bool isAllowed)
    {
        using var rig = new ServerRig(1, WithTokens);
        var client = rig.Dial(isLoopback: isLoopback);
        client.Authenticate("eye", token);
        client.RequestEnter("", PlayerRole.Spectator);

        rig.Run(4);

        Assert.Equal(isAllowed, client.Has(MessageId.Entered));
        Assert.Equal(0, rig.Room.PlayerCount);
    }

    [Fact]
    public void Right_to_watch_is_none_to_play()
    {
        using var rig = new ServerRig(1, WithTokens);
        var client = rig.Dial();
        client.Authenticate("eye", "let me look");
        client.RequestEnter();

        rig.Run(4);

        Assert.Equal(Reason.NotAllowed, client.Get<Refused>().Reason);
    }

    [Fact]
    public void Player_made_operator_is_told_and_may_give_orders_until_it_is_taken_back()
    {
        using var rig = new ServerRig();
        rig.Server.Operators.Execute = static (caller, line) => $"{caller.Name} said {line}";
        var ana = rig.Enter("ana");
        ana.Send(new OperatorLine("status"));
        rig.Run(3);
        Assert.Equal(Reason.NotAllowed, ana.Get<Refused>().Reason);

        rig.Server.Names.Find(" ANA ")!.ChangeRole(PlayerRole.Operator);
        ana.Send(new OperatorLine("status"));
        rig.Run(3);
        Assert.Equal(PlayerRole.Operator, ana.Get<RoleChanged>().Role);
        Assert.Equal("ana said status", ana.Get<OperatorAnswer>().Text);

        rig.Server.Names.Find("ana")!.ChangeRole(PlayerRole.Player);
        ana.Send(new OperatorLine("status"));
        rig.Run(3);
        Assert.Equal(2, ana.Count(MessageId.Refused));
        Assert.Equal(1, ana.Count(MessageId.OperatorAnswer));
    }

    [Fact]
    public void Long_answer_comes_in_parts_that_make_it_whole()
    {
        using var rig = new ServerRig(1, WithTokens);
        var answer = string.Concat(Enumerable.Repeat("0123456789 \ud83d\ude00 ", 400));
        rig.Server.Operators.Execute = (_, _) => answer;
        var client = rig.Dial();
        client.Authenticate("ana", "open sesame");
        client.RequestEnter();
        rig.Run(3);

        client.Send(new OperatorLine("help"));
        rig.Run(3);

        var parts = client.All<OperatorAnswer>();
        Assert.True(parts.Count > 1);
        Assert.Equal(answer, string.Concat(parts.Select(static part => part.Text)));
    }

    [Fact]
    public void Spectators_acts_are_refused()
    {
        using var rig = new ServerRig();
        var client = rig.Dial();
        client.Authenticate("eye");
        client.RequestEnter("", PlayerRole.Spectator);
        rig.Run(4);

        client.Send(new ActionRequest(new(PlayerActionCode.ChangeTeam, 0, 0)));
        rig.Run(3);

        Assert.Equal((MessageId.ActionRequest, Reason.NotAllowed), (client.Get<Refused>().Message, client.Get<Refused>().Reason));
    }
}
