namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>The moment at which the original session was recorded, as far as its stamps tell.</summary>
internal sealed class FixedTime : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_795_229_184);
}
