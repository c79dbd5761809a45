using Ecs.Simulation.Numerics;

namespace Ecs.Server.Doors.Survival;

/// <summary>A piece of scenery as the wire tells of it.</summary>
/// <param name="Sid">The number by which the client knows the object.</param>
/// <param name="X">World units.</param>
/// <param name="Y">World units.</param>
/// <param name="Radius">World units.</param>
/// <param name="Type">0 tree, 1 bush, 2 rock, 3 gold.</param>
internal readonly record struct SeenObject(int Sid, Fixed X, Fixed Y, Fixed Radius, int Type);
