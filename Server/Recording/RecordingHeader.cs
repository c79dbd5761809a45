using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using Ecs.Simulation;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Modes;

namespace Ecs.Server.Recording;

/// <summary>What a recording is of; enough to make its world again.</summary>
public sealed record RecordingHeader
{
    public const int FormatVersion = 2;

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

    public int WishSpeed { get; init; }

    /// <summary>Seats of the world: more than the room has players, so that a seat can rest.</summary>
    public int MaxPlayers { get; init; }

    /// <summary>Whether blocks of detail follow the blocks of ticks.</summary>
    public bool Detail { get; init; }

    /// <summary>The version of this program, as headers carry it.</summary>
    public static string ThisBuild { get; } =
        typeof(RecordingHeader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public WorldOptions Options => new()
    {
        Mode = Mode,
        Seed = Seed,
        TickRate = TickRate,
        FriendlyFire = FriendlyFire,
        WishSpeed = WishSpeed,
        MaxPlayers = MaxPlayers,
    };

    public static RecordingHeader Of(string room, GameWorld world, bool detail) => new()
    {
        Build = ThisBuild,
        Room = room,
        Mode = world.Options.Mode,
        Map = world.Map.Name,
        MapHash = world.Map.Hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        MapData = world.Map.Source.ToArray(),
        Seed = world.Options.Seed,
        TickRate = world.Options.TickRate,
        FriendlyFire = world.Options.FriendlyFire,
        WishSpeed = world.Options.WishSpeed,
        MaxPlayers = world.Options.MaxPlayers,
        Detail = detail,
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Camel);

    /// <summary>Reads a header and its map; a fault says what this program cannot use.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out RecordingHeader? header, [NotNullWhen(true)] out Map? map, out string fault)
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

        if (header is null || header.Format != FormatVersion)
        {
            fault = $"format {header?.Format} is not {FormatVersion}";
            return false;
        }

        if (!ModeTable.Exists(header.Mode) || header.TickRate is < 20 or > 240 || header.MaxPlayers is < 1 or > PlayerSlot.Limit
            || header.WishSpeed is < 0 or > Rates.SpeedLimit)
        {
            fault = "the header's mode, tick rate, number of seats or speed of wishes is not one of this program";
            return false;
        }

        return Simulation.Maps.Map.TryParse(header.Map, header.MapData, out map, out fault);
    }
}
