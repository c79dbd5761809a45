namespace Ecs.Server.Storage;

/// <summary>
/// Where accounts and characters outlive the process. Calls may wait for a disk or a network, so they are made from the account service's
/// worker thread, one at a time; a fault outside is a result, never an exception.
/// </summary>
public interface IStore : IDisposable
{
    /// <summary>For logs: what was opened.</summary>
    string Label { get; }

    /// <summary>Why the last call was <see cref="StoreResult.Unavailable"/> or <see cref="StoreResult.Damaged"/>; one line.</summary>
    string Fault { get; }

    /// <summary>Done, Missing, Damaged or Unavailable; the account is there when Done.</summary>
    StoreResult FindAccount(string key, out AccountRecord? account);

    /// <summary>Adds an account and its first character, both or neither. Done, Taken or Unavailable.</summary>
    StoreResult Add(AccountRecord account, in CharacterRecord first);

    /// <summary>Done, Missing, Damaged or Unavailable.</summary>
    StoreResult FindCharacter(string account, string mode, out CharacterRecord character);

    /// <summary>
    /// Adds or replaces them, all or none. After Done they outlive a kill of the process and a loss of power. Done or Unavailable.
    /// </summary>
    StoreResult Save(ReadOnlySpan<CharacterRecord> characters);
}
