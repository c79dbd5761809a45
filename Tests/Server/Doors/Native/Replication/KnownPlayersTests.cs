using Ecs.Server.Doors.Native.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Server.Doors.Native.Replication;

public sealed class KnownPlayersTests
{
    private static readonly PlayerSlot Slot = new(70);
    private readonly KnownPlayers _known = new(128);

    [Fact]
    public void Who_was_told_of_somebody_is_told_that_they_left()
    {
        Tell();

        Assert.True(_known.Forget(Slot));
        Assert.False(_known.Forget(Slot));
    }

    [Fact]
    public void Who_was_to_be_told_again_is_told_that_they_left()
    {
        Tell();
        _known.WantAgain(Slot);

        Assert.True(_known.Forget(Slot));
        Assert.False(_known.TryPeek(out _));
    }

    [Fact]
    public void Who_was_to_be_told_again_when_they_had_left_already_is_told_so_too()
    {
        Tell();
        _known.WantAgain(Slot);
        Assert.True(_known.TryPeek(out var waiting) && waiting == Slot);
        _known.Skip();

        Assert.True(_known.Forget(Slot));
    }

    [Fact]
    public void Whom_one_was_never_told_of_leaves_unsaid()
    {
        _known.WantAgain(Slot);
        Assert.False(_known.TryPeek(out _));
        _known.Want(Slot);

        Assert.False(_known.Forget(Slot));
        Assert.False(_known.TryPeek(out _));

        _known.Want(Slot);
        Assert.True(_known.TryPeek(out _));
        _known.Skip();
        Assert.False(_known.Forget(Slot));
    }

    [Fact]
    public void Somebody_else_on_the_seat_is_told_of_once()
    {
        _known.Want(Slot);
        _known.Forget(Slot);
        Tell();

        Assert.False(_known.TryPeek(out _));
        Assert.True(_known.Forget(Slot));
    }

    private void Tell()
    {
        _known.Want(Slot);
        Assert.True(_known.TryPeek(out var waiting) && waiting == Slot);
        _known.Take();
    }
}
