using System.Globalization;
using Ecs.Server.Host;
using Ecs.Server.Options;
using Ecs.Tests.Server.Storage;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging;

namespace Ecs.Tests.Server.Host;

public sealed class LogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-log-").FullName;

    private string FileName => Path.Combine(_folder, "ecs.log");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_file_that_has_its_size_gets_a_number_and_so_many_are_kept(int kept)
    {
        using (var file = new LogFile(FileName, 1000, kept))
        {
            for (var line = 0; line < 100; line++)
                file.Add(string.Create(CultureInfo.InvariantCulture, $"{line:000} {new string('x', 95)}\n"));
        }

        string[] names = ["ecs.log", .. Enumerable.Range(1, kept).Select(static number => $"ecs.log.{number}")];
        Assert.Equal(names, Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var text = string.Concat(names.Reverse().Select(name => File.ReadAllText(Path.Combine(_folder, name))));
        var lines = text.TrimEnd('\n').Split('\n');
        Assert.Equal(kept == 0 ? 10 : (kept + 1) * 10, lines.Length);
        Assert.Equal("099", lines[^1][..3]);
        Assert.Equal(Enumerable.Range(100 - lines.Length, lines.Length), lines.Select(static line => int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_file_that_is_there_is_gone_on_with()
    {
        File.WriteAllText(FileName, "before\n");

        using (var file = new LogFile(FileName, 1000, 2))
            file.Add("after\n");

        Assert.Equal("before\nafter\n", File.ReadAllText(FileName));
    }

    [Fact]
    public void Whoever_logs_does_not_wait_for_a_disk_that_hangs_and_what_is_lost_is_counted()
    {
        if (!OperatingSystem.IsLinux())
            return;

        // A pipe that nobody reads takes 64 KiB and then nothing.
        var pipe = NamedPipe.Create(_folder, "ecs.log");
        using var file = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite) is var reader ? new LogFile(pipe, long.MaxValue, 2) : null!;
        var line = new string('x', 1000) + "\n";

        for (var count = 0; count < 10_000; count++)
            file.Add(line);

        Assert.InRange(file.Lost, 10_000 - LogFile.QueueLimit - 100, 10_000 - LogFile.QueueLimit);
        reader.Dispose();
    }

    [TinyDiskFact]
    public void A_full_disk_costs_lines_and_the_first_one_that_fits_again_says_how_many()
    {
        using var disk = TinyDisk.TryMount()!;
        var path = Path.Combine(disk.Path, "ecs.log");
        using (var file = new LogFile(path, 100_000, 2))
        {
            file.Add("first\n");
            SpinWait.SpinUntil(() => new FileInfo(path).Length != 0, Patience.Limit);
            disk.Fill();
            for (var count = 0; count < 1000; count++)
                file.Add(new string('x', 100) + "\n");
            SpinWait.SpinUntil(() => file.Lost != 0, Patience.Limit);
            disk.MakeRoom();
            SpinWait.SpinUntil(
                () =>
                {
                    file.Add("last\n");
                    return File.ReadAllText(path).Contains("last\n", StringComparison.Ordinal);
                },
                Patience.Limit);
        }

        var text = File.ReadAllText(path);
        Assert.StartsWith("first\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\n[0-9]+ lines of the log were lost\n(x+|last)\n", text);
    }

    [Theory]
    [InlineData(LogFormat.Text)]
    [InlineData(LogFormat.Json)]
    public void Lines_are_those_of_standard_error(LogFormat format)
    {
        Assert.True(LogFactory.TryCreate(new LogOptions { File = FileName, Format = format, Level = LogLevel.Information }, out var logs, out var fault), fault);
        using (logs)
        {
            var log = logs.CreateLogger("Ecs.Server.Test");
            log.Log(LogLevel.Information, default, "hello world", null, static (text, _) => text);
            log.Log(LogLevel.Debug, default, "unheard", null, static (text, _) => text);
        }

        var line = File.ReadAllText(FileName);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.Matches(format == LogFormat.Text ? @"^20..-..-..T..:..:..\.\d{3}Z info: Ecs\.Server\.Test\[0\] hello world\n$" : "\"Message\":\"hello world\"", line);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_one_line()
    {
        Assert.False(LogFactory.TryCreate(new LogOptions { File = Path.Combine(_folder, "no", "folder") }, out _, out var fault));

        Assert.StartsWith("Log:File (--log-file): cannot be written: ", fault, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
