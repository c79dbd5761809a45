using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;

namespace Ecs.Server.Web;

/// <summary>
/// What <c>/api/server</c> tells. The tick's thread leaves the rooms' figures here now and then, without waiting and without an object of
/// its own; whoever is asked makes the text of them, at most once a second.
/// </summary>
/// <param name="name">Of the server.</param>
/// <param name="version">Of the program.</param>
/// <param name="accounts">Who has an account.</param>
/// <param name="servers">Others in the menu.</param>
internal sealed class ServerStatus(string name, string version, Func<AccountPolicy> accounts, IReadOnlyList<KeyValuePair<string, string>> servers)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<RoomEntry> _rooms = new(Limits.ListedRooms);
    private Made? _public;
    private Made? _private;

    /// <summary>The tick's thread. While somebody reads, the last figures stay.</summary>
    public void Publish(RoomTable rooms)
    {
        if (!_gate.TryEnter())
            return;
        try
        {
            _rooms.Clear();
            for (var index = 0; index < rooms.All.Count && index < Limits.ListedRooms; index++)
                _rooms.Add(RoomMenu.EntryOf(rooms.All[index]));
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Any thread.</summary>
    /// <param name="isPrivate">Whether passwords may cross the connection of whoever asks.</param>
    public byte[] Describe(bool isPrivate)
    {
        ref var made = ref isPrivate ? ref _private : ref _public;
        var now = Stopwatch.GetTimestamp();
        if (Volatile.Read(ref made) is { } last && Stopwatch.GetElapsedTime(last.At, now) < Age)
            return last.Bytes;
        var next = new Made(Write(isPrivate), now);
        Volatile.Write(ref made, next);
        return next.Bytes;
    }

    private byte[] Write(bool isPrivate)
    {
        RoomEntry[] rooms;
        lock (_gate)
            rooms = [.. _rooms];
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("version", version);
            json.WriteNumber("protocol", Limits.Version);
            json.WriteString("accounts", accounts().ToString().ToLowerInvariant());
            json.WriteBoolean("passwords", isPrivate);
            json.WriteString("socket", WebPaths.Socket);
            json.WriteStartArray("rooms");
            foreach (var room in rooms)
                Write(json, in room);
            json.WriteEndArray();
            WriteServers(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteServers(Utf8JsonWriter json)
    {
        json.WriteStartArray("servers");
        foreach (var (title, url) in servers)
        {
            json.WriteStartObject();
            json.WriteString("name", title);
            json.WriteString("url", url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, in RoomEntry room)
    {
        json.WriteStartObject();
        json.WriteString("name", room.Name);
        json.WriteString("mode", room.Mode);
        json.WriteString("map", room.Map);
        json.WriteNumber("players", room.Players);
        json.WriteNumber("bots", room.Bots);
        json.WriteNumber("limit", room.Limit);
        json.WriteBoolean("locked", room.IsLocked);
        json.WriteEndObject();
    }

    private sealed record Made(byte[] Bytes, long At);
}
