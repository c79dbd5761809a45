namespace Ecs.Benchmarks.Ticks;

/// <summary>What is to be measured; 0 bullets in a scene of bots are as many as they shoot; seconds of <see cref="WarmCode"/> are another world's, before; threads share one world.</summary>
internal sealed record TickOptions(string Scene, int Players, int Creatures, int Bullets, int Ticks, int WarmUp, double WarmCode, ulong Seed, int Threads = 1);
