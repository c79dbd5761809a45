namespace Ecs.Server.Storage.Accounts;

/// <summary>How a request to create an account, to log in or to resume ended.</summary>
public enum AccountOutcome
{
    /// <summary>The answer has the character.</summary>
    Welcome,

    /// <summary>Unknown name or wrong password: which of them is not told, nor by the time it takes.</summary>
    WrongCredentials,

    /// <summary>The token is unknown, used or too old.</summary>
    WrongToken,

    /// <summary>Nothing visible remains of the name.</summary>
    BadName,

    /// <summary>The password is empty or longer than <see cref="AccountClient.PasswordLimit"/>.</summary>
    BadPassword,

    /// <summary>Somebody has an account of that name.</summary>
    NameTaken,

    /// <summary>The character is being played.</summary>
    AlreadyOnline,

    /// <summary>The address has failed, or created, too often in the last minute.</summary>
    TooManyAttempts,

    /// <summary>What is stored is not what was saved; it is not used and not overwritten.</summary>
    Damaged,

    /// <summary>Too many wait already.</summary>
    Busy,

    /// <summary>The store does not answer now.</summary>
    Unavailable,
}
