using System.Text;
using Ecs.Server.Console;
using Ecs.Tests.Server.Storage;

namespace Ecs.Tests.Server.Console;

public sealed class ConsoleStreamTests
{
    [Fact]
    public void Lines_of_every_ending_arrive_and_the_end_of_the_input_ends_only_the_reader()
    {
        using var input = new ConsoleInput(new StringReader("status\nhelp\r\n\nlast without an end"));

        input.ReadAll();

        Assert.Equal(["status", "help", "", "last without an end"], Drain(input).Select(static line => line.Text));
        Assert.False(input.TryTake(out _));
    }

    [Fact]
    public void A_line_without_end_costs_no_more_than_the_longest_line()
    {
        using var input = new ConsoleInput(new StringReader(new string('x', 1_000_000) + "\n" + new string('y', 512) + "\r\nok\n"));

        input.ReadAll();

        ConsoleLine[] lines = [.. Drain(input)];
        Assert.Equal([true, false, false], lines.Select(static line => line.IsTooLong));
        Assert.All(lines, static line => Assert.True(line.Text.Length <= CommandText.LineLimit));
        Assert.Equal("ok", lines[2].Text);
    }

    [Fact]
    public async Task A_flood_of_lines_waits_at_the_queue_and_none_is_lost()
    {
        const int Lines = 5000;
        using var input = new ConsoleInput(new StringReader(string.Concat(Enumerable.Range(0, Lines).Select(static line => $"{line}\n"))));
        var reading = Task.Run(input.ReadAll);
        var next = 0;
        while (next < Lines)
        {
            if (input.TryTake(out var line))
                Assert.Equal($"{next++}", line.Text);
            else
                await Task.Yield();
        }

        await reading;
        Assert.False(input.TryTake(out _));
    }

    [Fact]
    public void A_terminal_that_breaks_is_the_end_of_the_input()
    {
        using var input = new ConsoleInput(new BrokenReader());

        input.ReadAll();

        Assert.False(input.TryTake(out _));
    }

    [Fact]
    public async Task The_end_of_the_server_frees_a_reader_that_waits_for_a_place()
    {
        var input = new ConsoleInput(new StringReader(new string('\n', 1000)));
        var reading = Task.Run(input.ReadAll);

        input.Dispose();

        await reading;
    }

    [Fact]
    public void A_reader_who_does_not_read_stops_nobody_and_what_does_not_fit_is_counted()
    {
        using var writer = new StuckWriter();
        using (var output = new ConsoleOutput(writer))
        {
            for (var line = 0; line < 1000; line++)
                output.Write("answer");
            Assert.InRange(output.Dropped, 1000 - ConsoleOutput.QueueLimit - 1, 1000 - ConsoleOutput.QueueLimit);
            writer.Free.Set();
        }

        Assert.InRange(writer.ToString().Split('\n').Length - 1, ConsoleOutput.QueueLimit, ConsoleOutput.QueueLimit + 1);
    }

    [Fact]
    public void A_pipe_that_closed_is_no_fault_of_the_server()
    {
        using var output = new ConsoleOutput(new BrokenWriter());

        output.Write("ready");
        output.Write("stopped");
    }

    [Fact]
    public void A_disk_that_is_full_is_told_of_once_and_is_written_to_again_when_it_has_room()
    {
        var told = new List<string>();
        var disk = new ScriptedDisk { Room = 8, Refusal = new UnauthorizedAccessException("denied") };
        using (var output = new ConsoleOutput(new StreamWriter(disk), told.Add))
        {
            output.Write("ready");
            output.Write("lost");
            output.Write("lost as well");
            Assert.True(SpinWait.SpinUntil(() => disk.Refused != 0, TimeSpan.FromMinutes(1)));
            output.Write("lost or not");
            disk.Room = 1000;
            output.Write("stopped");
        }

        Assert.Equal(["denied"], told);
        Assert.EndsWith("stopped\n", Encoding.UTF8.GetString(disk.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_writes_to_a_stream_that_takes_nothing_learns_only_when_asking()
    {
        var disk = new ScriptedDisk { Refusal = new UnauthorizedAccessException("denied") };
        using var stream = new UnheardStream(disk);
        using (var writer = new StreamWriter(stream, leaveOpen: true) { AutoFlush = true })
        {
            writer.Write("lost");
            disk.Room = 100;
            writer.Write("heard");
        }

        Assert.Equal(("denied", "heard"), (stream.Fault, Encoding.UTF8.GetString(disk.ToArray())));
    }

    private static IEnumerable<ConsoleLine> Drain(ConsoleInput input)
    {
        while (input.TryTake(out var line))
            yield return line;
    }

    private sealed class BrokenReader : TextReader
    {
        public override int Read(Span<char> buffer) => throw new IOException("gone");

        public override int Read(char[] buffer, int index, int count) => throw new IOException("gone");
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(string? value) => throw new IOException("gone");
    }

    private sealed class StuckWriter : StringWriter
    {
        public ManualResetEventSlim Free { get; } = new();

        public override void Write(string? value)
        {
            Free.Wait();
            base.Write(value);
        }

        protected override void Dispose(bool disposing)
        {
            Free.Dispose();
            base.Dispose(disposing);
        }
    }
}
