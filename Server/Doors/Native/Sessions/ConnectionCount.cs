namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>How many connections the sessions of a handler speak over; kept as sessions change, so that it is cheap to ask at each request.</summary>
internal sealed class ConnectionCount
{
    public int All { get; set; }

    /// <summary>Those of them that had fallen silent when the door last looked: maybe ghosts of players who come back.</summary>
    public int Silent { get; set; }
}
