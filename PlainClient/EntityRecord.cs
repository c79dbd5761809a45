namespace Ecs.PlainClient;

/// <summary>What was said of an entity last; until more is said it moves on as its fields foretell.</summary>
/// <param name="Id">The world's.</param>
/// <param name="Lane">1 avatar, 2 bullet, 3 creature, 4 scenery, 5 item, 6 one's own avatar.</param>
/// <param name="Nearness">The most private audience that one belongs to.</param>
/// <param name="Tick">When it was so.</param>
/// <param name="Values">By field; 0 where one is not told.</param>
internal readonly record struct EntityRecord(ulong Id, int Lane, int Nearness, uint Tick, long[] Values);
