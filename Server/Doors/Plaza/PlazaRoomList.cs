using System.Buffers;
using System.Text.Json;
using Ecs.Server.Rooms;
using Ecs.Simulation;

namespace Ecs.Server.Doors.Plaza;

/// <summary>The rooms and the modes of the server as JSON, for menus. Made when somebody asks, at most once a second.</summary>
internal sealed class PlazaRoomList(RoomTable rooms, GameTable games)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly ArrayBufferWriter<byte> _json = new(1024);
    private TimeSpan? _madeAt;

    /// <summary>Valid until the next call.</summary>
    public ReadOnlyMemory<byte> At(TimeSpan now)
    {
        if (_madeAt is not { } made || now - made >= Lifetime)
        {
            _madeAt = now;
            Make();
        }

        return _json.WrittenMemory;
    }

    private void Make()
    {
        _json.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_json);
        writer.WriteStartObject();
        writer.WriteStartArray("rooms");
        foreach (var room in rooms.All)
        {
            writer.WriteStartObject();
            writer.WriteString("name", room.Name);
            writer.WriteString("mode", room.Options.Mode);
            writer.WriteString("map", room.World.Map.Name);
            writer.WriteNumber("players", room.PlayerCount);
            writer.WriteNumber("bots", room.BotCount);
            writer.WriteNumber("limit", room.Options.PlayerLimit);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("modes");
        foreach (var mode in games.Names)
            writer.WriteStringValue(mode);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
