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

    /// <summary>Those of the codec and of what one may see, each with what it breaks: another rule that finds it is no find.</summary>
    public static IReadOnlyList<(Func<Mutant> Make, int Seed, string Rule)> OfSnapshots { get; } =
    [
        (static () => new DeadStayInView(), 4, "snapshot-truth"),
        (static () => new NewcomerNotTold(), 4, "near-hidden"),
        (static () => new FieldStandsStill(), 4, "snapshot-truth"),
        (static () => new PlacesChangedOver(), 4, "snapshot-truth"),
        (static () => new FlightOffByOne(), 4, "snapshot-truth"),
        (static () => new DifferenceFromWhatWasSent(), 4, "baseless"),
        (static () => new AcknowledgementOfAnother(), 4, "baseless"),
        (static () => new LostSnapshotBelieved(), 5, "baseless"),
        (static () => new ProofMissing(), 4, "proof"),
        (static () => new ProofWrong(), 4, "malformed"),
        (static () => new JoinNotPaced(), 4, "whole-rate"),
        (static () => new BudgetIgnored(), 16, "budget"),
        (static () => new FarIsTold(), 4, "far-told"),
        (static () => new NearIsHidden(), 4, "near-hidden"),
        (static () => new HiddenIsTold(), 4, "far-told"),
        (static () => new LandmarkForgotten(), 4, "near-hidden"),
        (static () => new ScoutOfOthersTold(), 4, "far-told"),
        (static () => new SecretOfAnotherTold(), 4, "secret"),
        (static () => new SecretOfOtherTeamTold(), 4, "secret"),
    ];
}
