namespace Ecs.Tests.Testing.Mutants;

/// <summary>All planted bugs, each with a seed whose run found it when the world's rules were last changed.</summary>
internal static class MutantTable
{
    public static IReadOnlyList<(Func<Mutant> Make, int Seed)> All { get; } =
    [
        (static () => new RedundancyOffByOne(), 1),
        (static () => new AcknowledgesWhatIsMissing(), 1),
        (static () => new StampWrapsEarly(), 1),
        (static () => new StampOffByOne(), 1),
        (static () => new InputOfAnotherSession(), 1),
        (static () => new LateCommandApplied(), 4),
        (static () => new FutureCommandApplied(), 4),
        (static () => new CommandAppliedTwice(), 1),
        (static () => new CommandTakenEarly(), 1),
        (static () => new InputSentTwice(), 1),
        (static () => new PartOfAnotherTick(), 1),
        (static () => new LastPartDropped(), 2),
        (static () => new LostCommandConfirmed(), 2),
        (static () => new AvatarOfAnother(), 1),
        (static () => new SnapshotsTooOften(), 1),
        (static () => new SnapshotsTooRare(), 1),
        (static () => new ChatTwice(), 1),
        (static () => new ChatOutOfOrder(), 1),
        (static () => new DepartureNotTold(), 1),
        (static () => new SeatOfAnother(), 1),
        (static () => new ForgottenLeave(), 1),
        (static () => new TimeoutNeverFires(), 6),
        (static () => new NameFreedTooEarly(), 2),
        (static () => new NameKept(), 2),
        (static () => new JoinTakenTwice(), 1),
        (static () => new SeatKept(), 1),
        (static () => new WatcherKept(), 17),
        (static () => new SessionEndsWithConnection(), 2),
        (static () => new ClockSign(), 1),
        (static () => new ClockUnit(), 1),
        (static () => new ServerTimeStands(), 1),
    ];
}
