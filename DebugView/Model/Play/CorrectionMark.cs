using System.Numerics;

namespace Ecs.DebugView.Model.Play;

/// <summary>The own avatar was not where it was drawn.</summary>
/// <param name="Number">When that was known, in milliseconds.</param>
/// <param name="Predicted">In world units.</param>
/// <param name="Corrected">In world units.</param>
/// <param name="Reason">In a word or two.</param>
public readonly record struct CorrectionMark(long Number, Vector2 Predicted, Vector2 Corrected, string Reason);
