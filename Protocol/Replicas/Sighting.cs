namespace Ecs.Protocol.Replicas;

/// <summary>An entity that a receiver may see now.</summary>
/// <param name="Lane">Where its records are.</param>
/// <param name="Place">Its place there.</param>
/// <param name="Distance">From the receiver's avatar, squared, in raw units; what is near comes first when not everything fits.</param>
internal readonly record struct Sighting(byte Lane, int Place, long Distance);
