namespace Ecs.Load.Planning;

/// <summary>What can run out while clients become more.</summary>
internal enum PlanResource
{
    /// <summary>The time that a tick may take.</summary>
    Tick,

    /// <summary>The cores, which server and clients share on one machine.</summary>
    Cores,

    /// <summary>What the processes of clients can play on time: the figure says nothing of the server then, but that it does as much.</summary>
    Generator,

    /// <summary>Snapshots or clients that are lost on the way.</summary>
    Network,

    /// <summary>Seats, or clients that one wanted to know about at most.</summary>
    Seats,
}
