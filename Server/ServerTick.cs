using System.Diagnostics;
using Ecs.Server.Base;
using Ecs.Server.Doors;
using Ecs.Server.Metrics;
using Ecs.Server.Pacing;
using Ecs.Server.Rooms;
using Ecs.Simulation.Worlds;

namespace Ecs.Server;

/// <summary>
/// When things happen: one tick of the server, a list of verbs on one thread. Nothing in it waits, and warm it allocates
/// nothing. All rooms step here; a paused room skips its step and the rest goes on. What concerns one room alone is done for several
/// at once where there are threads; whatever rooms share is touched before or after, by the tick's thread.
/// </summary>
/// <param name="clock">Goes on by a tick.</param>
/// <param name="rooms">All that are open.</param>
/// <param name="doors">All that are open.</param>
/// <param name="metrics">Learns how many are here.</param>
/// <param name="threads">Do what concerns one room alone.</param>
/// <param name="sendAway">Sends away whoever may be here no longer, before doors settle.</param>
/// <param name="observe">Looks on after each tick, while what it had to tell is still there.</param>
public sealed class ServerTick(
    ServerClock clock, RoomTable rooms, IReadOnlyList<IDoor> doors, ServerMetrics metrics, IParallelRunner threads, Action sendAway, Action observe)
    : IEarlyWork
{
    private readonly EachRoom _eachRoom = new(rooms, doors);
    private long _early;

    /// <summary>What each verb costs.</summary>
    public StageTimes Times { get; } = new();

    bool IEarlyWork.IsPressing
    {
        get
        {
            for (var index = 0; index < doors.Count; index++)
            {
                if (doors[index].IsFlooded)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Receiving comes first in a tick, so it may begin as soon as the tick before has ended.</summary>
    void IEarlyWork.Begin()
    {
        var began = Stopwatch.GetTimestamp();
        for (var index = 0; index < doors.Count; index++)
            doors[index].ReceiveEarly();

        _early += Stopwatch.GetTimestamp() - began;
    }

    /// <param name="elapsed">Real time since the last call, whatever the tick rate is.</param>
    public void Run(TimeSpan elapsed)
    {
        var believed = clock.Advance(elapsed);
        ReceiveFromDoors(believed);
        SettleDoors();
        OfferFromDoors();
        TakeCommands();
        StepRooms();
        RecordRooms();
        TellDoors();
        FlushDoors(believed);
        Observe();
        EndTick();
    }

    private void ReceiveFromDoors(TimeSpan elapsed)
    {
        using var measured = Times.Measure(ServerStage.Receive, _early);
        _early = 0;
        for (var index = 0; index < doors.Count; index++)
            doors[index].Receive(elapsed);
    }

    private void SettleDoors()
    {
        using var measured = Times.Measure(ServerStage.Settle);
        sendAway();
        for (var index = 0; index < doors.Count; index++)
            doors[index].Settle();
    }

    private void OfferFromDoors()
    {
        using var measured = Times.Measure(ServerStage.Offer);
        for (var index = 0; index < doors.Count; index++)
            doors[index].Offer();
    }

    private void TakeCommands()
    {
        using var measured = Times.Measure(ServerStage.TakeCommands);
        for (var index = 0; index < rooms.All.Count; index++)
            rooms.All[index].Prepare();
        _eachRoom.Run(threads, static (room, _) => room.TakeCommands());
    }

    private void StepRooms()
    {
        using var measured = Times.Measure(ServerStage.Step);
        _eachRoom.RunWorlds(threads, static (room, _) => room.Step());
        for (var index = 0; index < rooms.All.Count; index++)
            rooms.All[index].Settle();
    }

    private void RecordRooms()
    {
        using var measured = Times.Measure(ServerStage.Record);
        _eachRoom.RunWorlds(threads, static (room, _) => room.Record());
    }

    private void TellDoors()
    {
        using var measured = Times.Measure(ServerStage.Tell);
        _eachRoom.Run(threads, static (room, doors) =>
        {
            for (var index = 0; index < doors.Count; index++)
                doors[index].Encode(room);
        });
        for (var index = 0; index < doors.Count; index++)
            doors[index].Tell();
    }

    private void FlushDoors(TimeSpan elapsed)
    {
        using var measured = Times.Measure(ServerStage.Flush);
        for (var index = 0; index < doors.Count; index++)
            doors[index].Flush(elapsed);
    }

    private void Observe()
    {
        using var measured = Times.Measure(ServerStage.Observe);
        observe();
    }

    private void EndTick()
    {
        var sessions = 0;
        for (var index = 0; index < doors.Count; index++)
            sessions += doors[index].SessionCount;

        for (var index = 0; index < rooms.All.Count; index++)
            rooms.All[index].EndTick();

        metrics.Players = rooms.PlayerCount;
        metrics.Sessions = sessions;
    }

    /// <summary>One verb for all rooms, in any order.</summary>
    private sealed class EachRoom(RoomTable rooms, IReadOnlyList<IDoor> doors) : IParallelWork
    {
        private readonly List<Room> _large = [];
        private Action<Room, IReadOnlyList<IDoor>>? _verb;

        public void Run(IParallelRunner threads, Action<Room, IReadOnlyList<IDoor>> verb)
        {
            _verb = verb;
            threads.Run(this, rooms.All.Count);
        }

        /// <summary>
        /// The same for what their worlds do: large worlds come first, one after the other, and each has all threads, unless there are enough
        /// of them to keep every thread busy without being cut. A thread never lends what it has been lent.
        /// </summary>
        public void RunWorlds(IParallelRunner threads, Action<Room, IReadOnlyList<IDoor>> verb)
        {
            FindLarge(threads.Threads);
            for (var index = 0; index < _large.Count; index++)
            {
                var world = _large[index].World;
                world.Threads = threads;
                try
                {
                    verb(_large[index], doors);
                }
                finally
                {
                    world.Threads = null;
                }
            }

            Run(threads, verb);
            _large.Clear();
        }

        public void Do(int piece)
        {
            var room = rooms.All[piece];
            if (!_large.Contains(room))
                _verb!(room, doors);
        }

        private void FindLarge(int threads)
        {
            for (var index = 0; index < rooms.All.Count; index++)
            {
                if (rooms.All[index].World is { } world && world.EntityCount >= world.SharedFrom)
                    _large.Add(rooms.All[index]);
            }

            if (_large.Count >= threads)
                _large.Clear();
        }
    }
}
