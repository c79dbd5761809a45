using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ecs.Server.Base;
using Ecs.Simulation;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Recording;

/// <summary>What a recording is of; enough to make its world again.</summary>
public sealed record RecordingHeader
{
    public const int FormatVersion = 4;

    /// <summary>The first format whose header carries schema, stages and rule changes, and whose detail says its stages.</summary>
    public const int FirstWithSchema = 3;

    /// <summary>The oldest format that is still read; its detail is not, because it does not say which stage is which.</summary>
    public const int OldestFormat = 2;

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    public int Format { get; init; } = FormatVersion;

    /// <summary>Version of the program that recorded, with the commit it was built from where that is known.</summary>
    public string Build { get; init; } = "";

    /// <summary>When the first tick of the recording was about to run, in UTC; for people, and null where nobody cared.</summary>
    public DateTimeOffset? Started { get; init; }

    public string Room { get; init; } = "";

    public string Mode { get; init; } = "";

    public string Map { get; init; } = "";

    /// <summary>16 hexadecimal digits.</summary>
    public string MapHash { get; init; } = "";

    /// <summary>The map file as it was.</summary>
    public byte[] MapData { get; init; } = [];

    public ulong Seed { get; init; }

    public int TickRate { get; init; }

    public bool FriendlyFire { get; init; }

    /// <summary>Whether the operator had shots judged in the past; recordings that do not say were made when nobody could.</summary>
    public bool LagCompensation { get; init; }

    public int WishSpeed { get; init; }

    /// <summary>Seats of the world: more than the room has players, so that a seat can rest.</summary>
    public int MaxPlayers { get; init; }

    /// <summary>Entities of the world at most; recordings that do not say were made when it was always this.</summary>
    public int EntityLimit { get; init; } = 65_536;

    /// <summary>Which function its hashes are of (<see cref="WorldHash"/>); recordings that do not say have those of the first.</summary>
    public int Hash { get; init; } = WorldHash.First;

    /// <summary>Whether blocks of detail follow the blocks of ticks.</summary>
    public bool Detail { get; init; }

    /// <summary>16 hexadecimal digits: <see cref="Simulation.Worlds.WorldSchema.Hash"/> of the world that was recorded; empty in format 2.</summary>
    public string Schema { get; init; } = "";

    /// <summary>The stages of a tick in order, by name: detail counts them from 0. Empty in format 2.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>The rule changes of the mode that the recording build knew, oldest first; none in format 2.</summary>
    public IReadOnlyList<string> RuleChanges { get; init; } = [];

    /// <summary>The stages of this program.</summary>
    public static IReadOnlyList<string> ThisStages { get; } = Enum.GetNames<TickStage>();

    /// <summary>The version of this program, as headers carry it.</summary>
    public static string ThisBuild => ProgramVersion.Whole;

    public WorldOptions Options => new()
    {
        Mode = Mode,
        Seed = Seed,
        TickRate = TickRate,
        FriendlyFire = FriendlyFire,
        LagCompensation = LagCompensation,
        WishSpeed = WishSpeed,
        MaxPlayers = MaxPlayers,
        EntityLimit = EntityLimit,
    };

    public static RecordingHeader Of(string room, GameEntry game, GameWorld world, bool detail) => new()
    {
        Build = ThisBuild,
        Room = room,
        Mode = world.Options.Mode,
        Map = world.Map.Name,
        MapHash = Hex(world.Map.Hash),
        MapData = world.Map.Source.ToArray(),
        Seed = world.Options.Seed,
        TickRate = world.Options.TickRate,
        FriendlyFire = world.Options.FriendlyFire,
        LagCompensation = world.Options.LagCompensation,
        WishSpeed = world.Options.WishSpeed,
        MaxPlayers = world.Options.MaxPlayers,
        EntityLimit = world.Options.EntityLimit,
        Hash = GameWorld.HashFunction,
        Detail = detail,
        Schema = Hex(world.Schema.Hash),
        Stages = ThisStages,
        RuleChanges = game.RuleChanges,
    };

    /// <summary>As headers write hashes.</summary>
    public static string Hex(ulong hash) => hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Camel);

    /// <summary>Reads a header and its map; a fault says what this program cannot use.</summary>
    /// <param name="bytes">The header's block.</param>
    /// <param name="games">Those that this program knows.</param>
    /// <param name="header">What it says.</param>
    /// <param name="map">The map in it.</param>
    /// <param name="fault">Why there is none.</param>
    internal static bool TryRead(
        ReadOnlySpan<byte> bytes,
        GameTable games,
        [NotNullWhen(true)] out RecordingHeader? header,
        [NotNullWhen(true)] out Map? map,
        out string fault)
    {
        header = null;
        map = null;
        try
        {
            header = JsonSerializer.Deserialize<RecordingHeader>(bytes, Camel);
        }
        catch (JsonException broken)
        {
            fault = $"the header is not JSON: {broken.Message}";
            return false;
        }

        if (header is null || header.Format is < OldestFormat or > FormatVersion)
        {
            fault = $"format {header?.Format} is not one of {OldestFormat} to {FormatVersion}";
            return false;
        }

        if (header.Schema is null || header.MapHash is null || header.Stages is null || header.Stages.Contains(null!)
            || header.RuleChanges is null || header.RuleChanges.Contains(null!))
        {
            fault = "the header's map hash, schema, stages or rule changes are no text";
            return false;
        }

        if (!games.Has(header.Mode) || header.TickRate is < 20 or > 240 || header.MaxPlayers is < 1 or > PlayerSlot.Limit
            || header.WishSpeed is < 0 or > Rates.SpeedLimit || header.EntityLimit is < 1 or > WorldOptions.MostEntities)
        {
            fault = "the header's mode, tick rate, number of seats, speed of wishes or limit of entities is not one of this program";
            return false;
        }

        if (header.Hash is < WorldHash.First or > WorldHash.Latest)
        {
            fault = $"its hashes are of function {header.Hash}, which is not one of {WorldHash.First} to {WorldHash.Latest}";
            return false;
        }

        return Simulation.Maps.Map.TryParse(header.Map, header.MapData, out map, out fault);
    }
}
