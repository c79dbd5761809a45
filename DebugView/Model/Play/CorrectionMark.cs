using System.Numerics;

namespace Ecs.DebugView.Model.Play;

/// <summary>The own avatar was not where it was predicted.</summary>
/// <param name="Number">Of the picture in which that was known.</param>
/// <param name="Predicted">In world units.</param>
/// <param name="Corrected">In world units.</param>
/// <param name="Reason">In a word or two.</param>
public readonly record struct CorrectionMark(long Number, Vector2 Predicted, Vector2 Corrected, string Reason);
