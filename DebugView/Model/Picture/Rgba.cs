namespace Ecs.DebugView.Model.Picture;

/// <summary>A colour: red, green, blue and opacity.</summary>
public readonly record struct Rgba(byte Red, byte Green, byte Blue, byte Alpha = 255)
{
    public Rgba WithAlpha(byte alpha) => this with { Alpha = alpha };
}
