namespace Ecs.Tests.Testing.Mutants;

/// <summary>Clients take the time that has passed with the wrong sign.</summary>
internal sealed class ClockSign : Mutant
{
    public override TimeProvider TimeOf(TimeProvider client) => new Backwards(client);

    private sealed class Backwards(TimeProvider inner) : TimeProvider
    {
        public override long TimestampFrequency => inner.TimestampFrequency;

        public override long GetTimestamp() => -inner.GetTimestamp();
    }
}

/// <summary>The server believes that no time passes: nothing that waits for it ever happens.</summary>
internal sealed class ServerTimeStands : Mutant
{
    public override TimeSpan Elapsed(TimeSpan real) => TimeSpan.Zero;
}

/// <summary>Clients count microseconds as if there were twice as many in a second.</summary>
internal sealed class ClockUnit : Mutant
{
    public override TimeProvider TimeOf(TimeProvider client) => new Slow(client);

    private sealed class Slow(TimeProvider inner) : TimeProvider
    {
        public override long TimestampFrequency => inner.TimestampFrequency * 2;

        public override long GetTimestamp() => inner.GetTimestamp();
    }
}
