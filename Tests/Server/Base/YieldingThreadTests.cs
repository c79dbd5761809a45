using System.Globalization;
using Ecs.Server.Base;

namespace Ecs.Tests.Server.Base;

/// <summary>Threads that give way have the lowest priority of the system, and only they.</summary>
public class YieldingThreadTests
{
    private const int Lowest = 19;

    [Fact]
    public void Work_and_the_threads_that_it_starts_give_way_and_who_waits_for_it_does_not()
    {
        if (!OperatingSystem.IsLinux())
            return;

        var own = Niceness();
        var (inside, started) = YieldingThread.Run(static () =>
        {
            var started = 0;
            var thread = new Thread(() => started = Niceness());
            thread.Start();
            thread.Join();
            return (Niceness(), started);
        });

        Assert.Equal((Lowest, Lowest), (inside, started));
        Assert.Equal(own, Niceness());
    }

    [Fact]
    public void What_the_work_throws_is_thrown_to_who_waits_for_it() =>
        Assert.Throws<IOException>(static () => YieldingThread.Run<int>(static () => throw new IOException("no file")));

    /// <summary>Of the calling thread: field 19 of its line. The name in the second one may have blanks, so it is counted from behind that.</summary>
    private static int Niceness()
    {
        var line = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
