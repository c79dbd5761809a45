namespace Ecs.DebugView.Model.Chronicles;

/// <summary>What a line of the log is about; it decides the colour.</summary>
public enum LogKind : byte
{
    /// <summary>The world's own events.</summary>
    Event,
    Death,
    Chat,

    /// <summary>Server, rules and window.</summary>
    Notice,
    Overrun,
}

/// <summary>A line of the log.</summary>
/// <param name="Number">Of the frame that it came with.</param>
/// <param name="Tick">The world's tick, as the log shows it.</param>
/// <param name="Kind">Of what happened.</param>
/// <param name="Text">One line.</param>
public readonly record struct LogLine(long Number, uint Tick, LogKind Kind, string Text);
