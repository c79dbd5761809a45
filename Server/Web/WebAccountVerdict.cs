namespace Ecs.Server.Web;

/// <summary>What became of a request about an account.</summary>
public enum WebAccountVerdict
{
    Ok,

    /// <summary>The name has no account, or another password; nobody is told which.</summary>
    WrongPassword,

    /// <summary>Somebody has the name, as an account or as a guest who is here.</summary>
    NameTaken,

    /// <summary>Not a name that anybody can have.</summary>
    BadName,

    /// <summary>A new password that is too short, too long or the name.</summary>
    BadPassword,

    /// <summary>The name, the account or the address is banned.</summary>
    Banned,

    /// <summary>Too many wrong guesses or registrations from there.</summary>
    Limited,

    /// <summary>This server keeps no accounts, or its store does not answer.</summary>
    Unavailable,
}
