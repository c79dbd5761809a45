namespace Ecs.Load;

/// <summary>One update of one client, as <see cref="LoadSchedule"/> fixed it.</summary>
/// <param name="Client">Its place among the clients of the schedule.</param>
/// <param name="At">Timestamp at which it is due.</param>
/// <param name="IsInput">Whether an input is due with it; the other updates of a tick only look what has come.</param>
internal readonly record struct DueUpdate(int Client, long At, bool IsInput);
