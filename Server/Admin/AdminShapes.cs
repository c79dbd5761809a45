using System.Text.Json.Serialization;

namespace Ecs.Server.Admin;

/// <summary>The server as a whole.</summary>
internal sealed record AdminServerShape(
    string Name, string Version, double UpSeconds, long Ticks, long Skipped, int TickRate, int Players, int Bots, int Connections, double MemoryMiB, string Health);

internal sealed record AdminRoomShape(
    string Name, string Mode, string Map, uint Tick, int Players, int Bots, int Limit, int Spectators, bool Paused, bool Locked, string? Recording, string? RecordingFault);

internal sealed record AdminPlayerShape(
    string Name, string Shown, string Room, int Seat, string Role, string Address, int RoundTripMs, bool Bot, bool Away, bool Account);

/// <summary>What the page shows, once a second.</summary>
internal sealed record AdminStateShape(AdminServerShape Server, AdminRoomShape[] Rooms, AdminPlayerShape[] Players, AdminTickShape? Tick);

/// <summary>The ticks of one second, milliseconds.</summary>
internal sealed record AdminTickShape(int Second, double P50, double P99, double Max, double LateP99, long Run, long Skipped, int Players);

internal sealed record AdminBanShape(string Kind, string Subject, string Reason, string Until);

internal sealed record AdminRecordingShape(string File, long Bytes, DateTime Written, string? Room);

/// <summary>Something that a room was told.</summary>
internal sealed record AdminNoticeShape(string Kind, string Room, string Name, string Text);

/// <summary>How a wish was answered.</summary>
internal sealed record AdminDoneShape(string Answer);

/// <summary>Reads and writes them without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AdminServerShape))]
[JsonSerializable(typeof(AdminRoomShape[]))]
[JsonSerializable(typeof(AdminPlayerShape[]))]
[JsonSerializable(typeof(AdminStateShape))]
[JsonSerializable(typeof(AdminTickShape[]))]
[JsonSerializable(typeof(AdminBanShape[]))]
[JsonSerializable(typeof(AdminRecordingShape[]))]
[JsonSerializable(typeof(AdminNoticeShape))]
[JsonSerializable(typeof(AdminDoneShape))]
internal sealed partial class AdminJson : JsonSerializerContext;
