namespace Ecs.DebugView.Model.Chronicles;

/// <summary>What the time line marks.</summary>
public enum MarkKind : byte
{
    Death,
    Chat,

    /// <summary>A client had to correct what it had predicted.</summary>
    Correction,

    /// <summary>A tick took longer than its budget, or slots were given up.</summary>
    Overrun,
}

/// <summary>A moment worth finding again.</summary>
public readonly record struct Mark(long Number, MarkKind Kind);
