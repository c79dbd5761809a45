namespace Ecs.Server.Storage;

/// <summary>Somebody who may come back.</summary>
/// <param name="Key">The name as <see cref="Server.Text.DisplayText.UniqueKey"/> folds it; unique in a store.</param>
/// <param name="Name">As it was first written, cleaned.</param>
/// <param name="Password">What the password is compared with.</param>
public sealed record AccountRecord(string Key, string Name, PasswordHash Password);
