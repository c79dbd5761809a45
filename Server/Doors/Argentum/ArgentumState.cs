namespace Ecs.Server.Doors.Argentum;

/// <summary>How far a connection has come.</summary>
internal enum ArgentumState
{
    /// <summary>Nobody yet: may throw dice, make a character or log in.</summary>
    Nameless,

    /// <summary>The account service looks at the name and password.</summary>
    Asking,

    /// <summary>Has a character and a seat; the next tick of the world takes it in.</summary>
    Entering,

    /// <summary>In the world, and told what happens there.</summary>
    Playing,

    /// <summary>Over; kept only until the door looks at its list again.</summary>
    Gone,
}
