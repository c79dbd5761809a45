using Ecs.Server.Recording;

namespace Ecs.Server.Replay;

/// <summary>Cuts a recording: runs it to the first wanted tick and records anew from there, with detail when wanted.</summary>
public static class ReplayTrimmer
{
    /// <param name="reader">The recording.</param>
    /// <param name="from">First tick of the new recording.</param>
    /// <param name="to">Last tick of the new recording.</param>
    /// <param name="output">Replaced when it exists.</param>
    /// <param name="detail">Whether the new recording says what every stage did.</param>
    /// <param name="mismatches">Ticks of the new recording whose hash is not that of the old one.</param>
    /// <param name="fault">Why nothing was written, or why what was written is torn.</param>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static bool TryTrim(
        RecordingReader reader, uint from, uint to, string output, bool detail, out long mismatches, out string fault)
    {
        mismatches = 0;
        if (to < from)
        {
            fault = $"tick {to} comes before tick {from}";
            return false;
        }

        if (!ReplayRunner.TryLoadTick(reader, from, out var segment, out fault))
            return false;

        // What the piece's own world is made of, by this build; its rules are the recorded ones, or it would not have run.
        var header = RecordingHeader.Of(reader.Header.Room, reader.Game, segment.World.World, detail) with
        {
            RuleChanges = reader.Header.RuleChanges,
            Hash = reader.Header.Hash,
            Started = reader.Header.Started + TimeSpan.FromSeconds((from - reader.StartTick - 1) / (double)reader.Header.TickRate),
        };
        using (segment)
        {
            var writer = new RecordingWriter(File.Create(output), header, segment.World);
            using (writer)
            {
                mismatches = Copy(segment, writer, to);
                if (segment.Tick.Value < to)
                {
                    // With an end it would pass for the whole piece that was asked for.
                    writer.IsLeftTorn = true;
                    fault = segment.Fault.Length > 0 ? segment.Fault : $"the recording has no tick {segment.Tick.Next}";
                }
            }

            // Only now has the last block been written, or not.
            fault = writer.Fault.Length > 0 ? writer.Fault : fault;
            fault = fault.Length > 0 ? $"{output} is torn, as what was wanted could not be written whole: {fault}" : "";
            return fault.Length == 0;
        }
    }

    private static long Copy(ReplaySegment segment, RecordingWriter writer, uint to)
    {
        var mismatches = 0L;
        do
        {
            foreach (var note in segment.Notes)
                writer.Note(note.Kind, note.Slot, note.Text);

            mismatches += segment.Run() == segment.ExpectedHash ? 0 : 1;
            writer.Add(segment.Input, segment.World.World);
            writer.WaitForDisk();
        }
        while (segment.Tick.Value < to && segment.TryLoad());

        return mismatches;
    }
}
