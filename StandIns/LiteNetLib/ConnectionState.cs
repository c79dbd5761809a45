namespace LiteNetLib;

/// <summary>Where a connection stands. The values are bits so that several states can be asked for at once.</summary>
[Flags]
public enum ConnectionState : byte
{
    /// <summary>We dialled and have no answer yet.</summary>
    Outgoing = 1 << 1,

    /// <summary>Both sides agreed; data flows.</summary>
    Connected = 1 << 2,

    /// <summary>We said goodbye and repeat it until the other side confirms or the timeout passes.</summary>
    ShutdownRequested = 1 << 3,

    /// <summary>Over. The peer lingers for a while so that late packets are not answered as a stranger's.</summary>
    Disconnected = 1 << 4,

    /// <summary>The peer proved that it moved to another address.</summary>
    EndPointChange = 1 << 5,

    /// <summary>Every state of a connection that is not over.</summary>
    Any = Outgoing | Connected | ShutdownRequested | EndPointChange,
}
