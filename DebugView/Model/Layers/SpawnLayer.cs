using System.Numerics;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;

namespace Ecs.DebugView.Model.Layers;

/// <summary>Where the teams come into the world.</summary>
public sealed class SpawnLayer() : Layer("Spawn points", ViewKey.Digit2, Palette.Spawn)
{
    private const float Arm = 7;

    public override int Depth => 80;

    public override string Missing(LayerContext context) => context.Facts.Map is null ? "no map here" : "";

    public override void Draw(LayerContext context, DrawList list)
    {
        if (context.Facts.Map is not { } map)
            return;
        list.Begin(Part.Spawns);
        foreach (var spawn in map.Spawns)
        {
            var place = context.Camera.ToScreen(new Vector2(Units.ToFloat(spawn.X), Units.ToFloat(spawn.Y)));
            if (!context.Camera.View.Contains(place))
                continue;
            var color = Palette.Team(spawn.Team);
            list.Ring(place, Arm, color);
            list.Line(place - new Vector2(Arm, 0), place + new Vector2(Arm, 0), color);
            list.Line(place - new Vector2(0, Arm), place + new Vector2(0, Arm), color);
        }
    }
}
