using Ecs.Server.Doors.Survival;
using Ecs.Server.Options;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>The packet codes as they are shipped.</summary>
internal static class SurvivalCodes
{
    public static PacketCodes Of(string column = ServerOptions.DefaultCodes) =>
        PacketCodes.TryParse(File.ReadAllBytes(PacketCodes.DefaultPath), column, out var codes, out var fault)
            ? codes
            : throw new InvalidDataException(fault);
}
