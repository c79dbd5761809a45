using Ecs.Server.Base;
using Ecs.Server.Console;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Server.Pacing;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Console;

/// <summary>A server on a virtual clock with all commands, as the program puts them together.</summary>
internal sealed class CommandRig : IDisposable
{
    public CommandRig(NativeOptions? sessions = null, params Ecs.Server.Rooms.RoomOptions[] rooms)
    {
        Rig = new ServerRig(1, sessions, rooms);
        Registry = new CommandRegistry(Log);
        new ServerCommands(Rig.Server, Registry, static () => false, Stop).AddTo(Registry);
        new RoomCommands(Rig.Server.Rooms, Open, Rig.Server.CloseRoom).AddTo(Registry);
        new PeopleCommands(Rig.Server).AddTo(Registry);
        new OrderCommands(Rig.Server).AddTo(Registry);
        Rig.Server.Operators.Execute = (participant, line) => Registry.Execute(CommandCaller.Of(participant), line);
        Caller = new CommandCaller("console", CommandRight.Console) { Room = Rig.Room };
    }

    public ServerRig Rig { get; }

    public CommandRegistry Registry { get; }

    public StopRequest Stop { get; } = new();

    /// <summary>Whoever sits at the console.</summary>
    public CommandCaller Caller { get; }

    /// <summary>A line for every command that needs a right and was run.</summary>
    public LogLines Log { get; } = new();

    public string Type(string line) => Registry.Execute(Caller, line);

    /// <summary>Types a line and lets the world take what came of it.</summary>
    public string Order(string line)
    {
        var answer = Type(line);
        Rig.Run(1);
        return answer;
    }

    private Ecs.Server.Rooms.Room? Open(string name, string mode, string map, out string fault)
    {
        fault = "";
        return Rig.Server.OpenRoom(new Ecs.Server.Rooms.RoomOptions { Name = name, Mode = mode }, TestMaps.Of(mode));
    }

    public EntityState Avatar(string name)
    {
        var slot = Rig.SeatOf(name).Slot;
        foreach (ref readonly var entity in Rig.Room.View.Entities)
        {
            if (entity.Slot == slot && entity.Kind == EntityKind.Avatar)
                return entity;
        }

        throw new InvalidOperationException($"{name} has no avatar");
    }

    public void Dispose() => Rig.Dispose();
}
