namespace Ecs.Server.Doors.Native.Carriers;

/// <summary>What has become of one message on the control lane.</summary>
public sealed class Delivery
{
    /// <summary>Whether the other side is known to have it. False says nothing: the answer may be what was lost.</summary>
    public bool IsDone { get; internal set; }
}
