using Ecs.Server.Guards;

namespace Ecs.Server.Storage;

/// <summary>What one of several servers did to the store that they share.</summary>
/// <param name="Account">The key of an account; empty for a ban.</param>
/// <param name="Ban">Null for an account.</param>
/// <param name="IsMade">Whether it was added; it is no more otherwise.</param>
/// <param name="IsOwn">Whether this server did it.</param>
public sealed record StoreChange(string Account, Ban? Ban, bool IsMade, bool IsOwn);
