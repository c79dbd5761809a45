using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Layers;

/// <summary>One kind of truth about the world, which can be drawn or left out.</summary>
/// <param name="name">As the legend spells it.</param>
/// <param name="key">Turns it on and off.</param>
/// <param name="color">Of its swatch in the legend.</param>
public abstract class Layer(string name, ViewKey key, Rgba color)
{
    public string Name { get; } = name;

    public ViewKey Key { get; } = key;

    public Rgba Color { get; } = color;

    public bool IsOn { get; set; } = true;

    /// <summary>What lies deeper is drawn first; the legend keeps the order of the keys.</summary>
    public virtual int Depth => 0;

    /// <summary>Empty, or why there is nothing to draw here, in a few words for the legend.</summary>
    public virtual string Missing(LayerContext context) => "";

    /// <summary>Adds what is in sight, without asking whether the layer is on.</summary>
    public abstract void Draw(LayerContext context, DrawList list);

    /// <summary>Adds words that give way to those of all layers, once these are drawn.</summary>
    public virtual void DrawWords(LayerContext context, DrawList list)
    {
    }
}
