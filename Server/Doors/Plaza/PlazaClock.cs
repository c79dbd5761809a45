namespace Ecs.Server.Doors.Plaza;

/// <summary>The stamps of this wire: Unix seconds as a single-precision number, which is 128 seconds coarse in our days.</summary>
internal sealed class PlazaClock(TimeProvider time)
{
    public float Stamp => (float)(time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
}
