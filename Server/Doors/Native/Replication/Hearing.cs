using Ecs.Simulation.Replication;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>Where something happens, and who is told although it is far away.</summary>
/// <param name="Interest">In the entity that it happens to; <see cref="Interest.Always"/> when there is none.</param>
/// <param name="Owner">Of that entity.</param>
/// <param name="Team">Of that entity.</param>
/// <param name="X">Raw.</param>
/// <param name="Y">Raw.</param>
internal readonly record struct Hearing(Interest Interest, ushort Owner, byte Team, long X, long Y);
