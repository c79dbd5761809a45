using Ecs.Server.Doors;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Doors.Plaza;
using Ecs.Server.Doors.Survival;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Options;
using Ecs.Simulation;
using Ecs.Simulation.Games;

namespace Ecs.Server.Host;

/// <summary>
/// What a program is made of: the games that its rooms can play, and the kinds of doors that lead to them beside the native one. It is filled
/// before the start and does not change afterwards.
/// </summary>
public sealed class ServerParts
{
    private readonly List<Func<ServerOptions, DoorKind>> _doors = [];

    public GameTable Games { get; } = new();

    /// <summary>What options may name. A door that leads to none of the games is not known.</summary>
    public KnownNames Known => new(
        [.. Games.Names],
        [.. DoorsOf(new ServerOptions()).Where(kind => kind.Modes.Any(Games.Has)).Select(static kind => new KnownDoor(kind.Name, kind.Port, kind.Modes) { HasAccounts = kind.HasAccounts })]);

    /// <summary>One more game, whose class says what else there is to know. The first is the one that a server plays unless it is told otherwise.</summary>
    /// <param name="name">1 to 32 of a-z, A-Z, 0-9, '-' and '_'; also the name of its map.</param>
    /// <exception cref="ArgumentException">There is a game of that name, or it is none.</exception>
    public ServerParts Add<TGame>(string name)
        where TGame : IGame
    {
        Games.Add<TGame>(name);
        return this;
    }

    /// <inheritdoc cref="Add{TGame}(string)"/>
    public ServerParts Add(GameEntry game)
    {
        Games.Add(game);
        return this;
    }

    /// <summary>One more kind of door.</summary>
    /// <exception cref="ArgumentException">There is a door of that name.</exception>
    public ServerParts AddDoor(DoorKind kind)
    {
        if (DoorsOf(new ServerOptions()).Any(other => other.Name == kind.Name))
            throw new ArgumentException($"two doors are called '{kind.Name}'", nameof(kind));
        _doors.Add(_ => kind);
        return this;
    }

    /// <summary>The five games that come with the server, each with the door for the clients of its original.</summary>
    public ServerParts AddShipped()
    {
        Games.AddShipped();
        _doors.Add(static _ => ArenaDoor.Kind);
        _doors.Add(static options => PlazaDoor.Kind(options.PlazaToken));
        _doors.Add(static options => WavesDoor.Kind(options.WavesAddressLimit));
        _doors.Add(static _ => ArgentumDoor.Kind);
        _doors.Add(static options => SurvivalDoorOpener.Kind(options.SurvivalCodes, options.SurvivalAddressLimit));
        return this;
    }

    /// <summary>Each kind of door with what the options say of it.</summary>
    public IReadOnlyList<DoorKind> DoorsOf(ServerOptions options) => _doors.ConvertAll(door => door(options));
}
