using Ecs.DebugView.Frames;

namespace Ecs.DebugView.Model.Chronicles;

/// <summary>The numbers of one tick, for graphs.</summary>
public readonly record struct Sample(long Number, int Entities, FrameFigures Figures);
