using Ecs.Protocol;
using Ecs.Protocol.Messages;

namespace Ecs.Tests.Server.Doors;

/// <summary>What is the same whatever door somebody came through: moderation, commands, talk, and how a stay ends.</summary>
public sealed class GuestTests : IDisposable
{
    private readonly AllDoorsRig _rig = new();

    public static TheoryData<string> Doors => new(AllDoorsRig.Doors);

    [Theory]
    [MemberData(nameof(Doors))]
    public void Who_is_kicked_hears_why_at_once_and_the_room_that_they_were_kicked(string door)
    {
        var visitor = _rig.Enter(door, "Ana");
        var watcher = _rig.Dial("watcher", visitor.Room, PlayerRole.Spectator);
        Assert.Equal($"{visitor.Name} is out.", _rig.Console($"kick \"{visitor.Name}\" enough of this"));
        Assert.Null(_rig.Rig.Server.FindSeat(visitor.Name));
        _rig.Run(4);

        Assert.Equal(visitor.Say is null ? "" : "enough of this", visitor.End());
        Assert.Equal(Reason.Kicked, Assert.Single(watcher.All<PlayerGone>()).Reason);
        Assert.DoesNotContain(_rig.Rig.Server.Names.People, person => person.Name == visitor.Name);
        Assert.Equal("Nobody here has that name or number.", _rig.Console($"kick \"{visitor.Name}\""));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void Who_is_kicked_without_a_word_of_the_operator_hears_what_the_door_says(string door)
    {
        var visitor = _rig.Enter(door, "Ana");
        _rig.Console($"kick \"{visitor.Name}\"");
        _rig.Run(4);

        Assert.Equal(door switch { "waves" => "", "argentum" => "Has sido expulsado.", _ => "kicked" }, visitor.End());
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void An_operator_is_told_so_and_may_order_until_the_right_is_taken_away(string door)
    {
        var visitor = _rig.Enter(door, "Ana");
        Assert.Equal($"{visitor.Name} is now an operator.", _rig.Console($"op \"{visitor.Name}\""));
        _rig.Run(2);
        Assert.Equal(PlayerRole.Operator, _rig.Rig.Server.Names.Find(visitor.Name)!.Role);
        Assert.Equal(Expected(door, "You are an operator now.", "Ahora eres operador.", "role Operator"), visitor.Hear());

        visitor.Say?.Invoke("/say hear me");
        _rig.Run(3);
        Assert.Equal(visitor.Say is not null, visitor.Hear().Contains("Said: hear me"));

        _rig.Console($"deop \"{visitor.Name}\"");
        _rig.Run(2);
        Assert.Equal(PlayerRole.Player, _rig.Rig.Server.Names.Find(visitor.Name)!.Role);
        Assert.Equal(Expected(door, "You are no operator any more.", "Ya no eres operador.", "role Player"), visitor.Hear());
        visitor.Say?.Invoke("/say hear me");
        _rig.Run(3);
        Assert.DoesNotContain(visitor.Hear(), static line => line.Contains("hear me", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void What_the_server_says_is_heard_in_every_room(string door)
    {
        var visitor = _rig.Enter(door, "Ana");
        Assert.Equal("Said: good evening", _rig.Console("say good evening"));
        _rig.Run(3);

        Assert.Equal(visitor.Say is null ? [] : ["good evening"], visitor.Hear());
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void A_whisper_is_heard_by_one_whatever_the_two_doors_are(string door)
    {
        var visitor = _rig.Enter(door, "Ana");
        var neighbour = _rig.EnterNative("Bea", visitor.Room);
        var other = _rig.EnterNative("Cid", visitor.Room);
        neighbour.Whisper!(visitor.Name.Replace("ship 1", "\"ship 1\"", StringComparison.Ordinal), "psst");
        visitor.Whisper?.Invoke("Bea", "hush");
        _rig.Run(4);

        Assert.Equal(Expected(door, "Bea whispers: psst", "Bea te susurra: psst", "Bea whispers: psst").Concat(
            Expected(door, "You whisper to Bea: hush", "Le susurras a Bea: hush", "You whisper to Bea: hush")).Order(), visitor.Hear().Order());
        Assert.Equal(
            visitor.Say is null ? ["ship 1 cannot hear you."] : ["Ana whispers: hush", "You whisper to Ana: psst"], neighbour.Hear().Order());
        Assert.Empty(other.Hear());

        neighbour.Whisper("nobody", "psst");
        _rig.Run(3);
        Assert.Equal(["Nobody here has that name or number."], neighbour.Hear());
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void Who_writes_too_fast_is_told_once_and_the_rest_is_dropped(string door)
    {
        var visitor = _rig.Enter(door, "Ana");
        var neighbour = _rig.EnterNative("Bea", visitor.Room);
        for (var line = 0; line < 9; line++)
            visitor.Say?.Invoke($"line {line}");
        _rig.Run(4);

        var hasWords = visitor.Say is not null;
        Assert.Equal(hasWords ? 5 : 0, neighbour.Hear().Count(static line => line.StartsWith("line ", StringComparison.Ordinal)));
        Assert.Equal(hasWords ? 4 : 0, _rig.Rig.Drops(Ecs.Server.Metrics.DropCause.Rate));
        var notice = door == "argentum" ? "Escribes demasiado" : "You write too fast";
        Assert.Equal(hasWords ? 1 : 0, visitor.Hear().Count(line => line.StartsWith(notice, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void Who_vanishes_leaves_neither_a_seat_nor_a_name(string door)
    {
        var visitor = _rig.Enter(door, "Ana");
        var room = _rig.RoomOf(visitor.Room);
        Assert.Equal(1, room.PlayerCount);
        visitor.Vanish();
        _rig.Run(4);

        Assert.Equal(0, room.PlayerCount);
        Assert.Empty(_rig.Rig.Server.Names.People);
        Assert.Equal(0, _rig.Rig.Server.Names.Count);

        // Where there are accounts, the character of that name is somebody's.
        var next = door == "argentum" ? "Eva" : "Ana";
        Assert.Equal(door == "waves" ? "ship 1" : next, _rig.Enter(door, next).Name);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void Names_and_chat_of_a_room_are_the_same_through_every_door(string door)
    {
        var visitor = _rig.Enter(door, "Ana");
        var watcher = _rig.Dial("watcher", visitor.Room, PlayerRole.Spectator);
        var neighbour = _rig.EnterNative("Bea", visitor.Room);
        _rig.Run(4);
        visitor.Hear();
        visitor.Say?.Invoke("good morning");
        neighbour.Say!("to you too");
        _rig.Run(4);

        Assert.Equal(
            new[] { visitor.Name, "Bea" }.Order(),
            watcher.All<PlayerInfo>().Select(static info => info.Name).Distinct().Order());
        Assert.Equal(
            visitor.Say is null ? ["Bea: to you too"] : ["Ana: good morning", "Bea: to you too"],
            watcher.All<ChatReceived>().Where(static line => line.Kind == ChatKind.Player).Select(static line => $"{line.Name}: {line.Text}").Order());
        Assert.Equal(visitor.Say is null ? 0 : 1, visitor.Hear().Count(static line => line.Contains("to you too", StringComparison.Ordinal)));
    }

    /// <summary>Wires other than the native one cannot say that there is another world: their clients come again.</summary>
    [Theory]
    [MemberData(nameof(Doors))]
    public void On_another_map_everybody_goes_on_or_comes_again(string door)
    {
        var visitor = _rig.Enter(door, "Ana");
        var before = _rig.RoomOf(visitor.Room);
        _rig.Rig.Server.ChangeMap(before, before.World.Map);
        _rig.Run(12);

        var isNative = door == "native";
        Assert.Equal(isNative, visitor.End() is null);
        var now = _rig.RoomOf(visitor.Room);
        Assert.NotSame(before, now);
        var next = isNative || door == "waves" ? visitor.Name : "Eva";
        if (!isNative)
            _rig.Enter(door, next);
        Assert.Same(now, _rig.Rig.Server.FindSeat(next)?.Room);
        before.Dispose();
    }

    public void Dispose() => _rig.Dispose();

    /// <summary>One line in the words of the door; none where the wire has no words.</summary>
    private static string[] Expected(string door, string usual, string argentum, string native) => door switch
    {
        "waves" => [],
        "argentum" => [argentum],
        "native" => [native],
        _ => [usual],
    };
}
