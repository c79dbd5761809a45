using Ecs.DebugView;
using Ecs.Server.Options;
using Ecs.Server.Replay;
using Ecs.Tests.Testing;

namespace Ecs.Tests.DebugView;

/// <summary>What of the window's command line is refused before anything starts.</summary>
public sealed class ViewOptionsTests
{
    [Fact]
    public void A_picture_that_could_never_be_written_is_refused_at_the_start()
    {
        var folder = Directory.CreateTempSubdirectory("window").FullName;
        var taken = Directory.CreateDirectory(Path.Combine(folder, "taken.png")).FullName;
        try
        {
            Assert.Equal("--screenshot: needs a name that ends in .png", FaultOf("--screenshot", Path.Combine(folder, "last.jpg")));
            Assert.Equal($"--screenshot: there is no folder {folder}/none", FaultOf("--screenshot", Path.Combine(folder, "none", "last.png")));
            Assert.Equal($"--screenshot: {taken} is a folder", FaultOf("--screenshot", taken));
            Assert.Empty(Read("--screenshot", Path.Combine(folder, "last.PNG")).Faults);
            Assert.Empty(Read("--screenshot", "last.png").Faults);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Who_plays_says_where_and_under_which_name()
    {
        Assert.Equal("--play: needs --connect", FaultOf("--play", "ana"));
        Assert.Equal("--play: needs a name", FaultOf("--connect", "127.0.0.1:9050", "--play", " "));
        Assert.Equal("--autopilot: needs --play", FaultOf("--connect", "127.0.0.1:9050", "--autopilot"));
        var options = Read("--connect", "127.0.0.1:9050", "--play", "ana", "--autopilot");
        Assert.Empty(options.Faults);
        Assert.Equal(("ana", true), (options.Play, options.HasAutopilot));
    }

    [Fact]
    public void A_password_is_the_first_line_of_a_file_and_never_a_word_of_the_command_line()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, " correct horse \r\nsecond line\n");
            string[] played = ["--connect", "127.0.0.1:9050", "--play", "ana", "--password-file"];
            var options = Read([.. played, file]);
            Assert.Empty(options.Faults);
            Assert.Equal(" correct horse ", options.Password);

            Assert.Equal("--password-file: needs --play", FaultOf("--connect", "127.0.0.1:9050", "--password-file", file));
            Assert.Equal($"--password-file: there is no password in {file}.none", FaultOf([.. played, $"{file}.none"]));
            File.WriteAllText(file, "\nsecond line\n");
            Assert.Equal($"--password-file: there is no password in {file}", FaultOf([.. played, file]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_commands_of_the_server_are_not_the_windows()
    {
        Assert.True(ServerCommandLine.Parse(["replay", "info", "match.rec"], ReplayCommand.Create(TestGames.Shipped)).IsQuestion);
        Assert.False(ViewOptions.Parse(["replay", "info", "match.rec"]).IsQuestion);
        Assert.Contains("'replay'", Read("replay", "info", "match.rec").Faults[0]);
    }

    private static ViewOptions Read(params string[] arguments) => ViewOptions.Of(ViewOptions.Parse(arguments));

    private static string FaultOf(params string[] arguments) => Assert.Single(Read(arguments).Faults);
}
