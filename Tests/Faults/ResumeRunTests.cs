using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Faults;

/// <summary>
/// Connections that are lost again and again in busy rooms, noticed at once or after a silence: whoever comes back is told what the server
/// means, to the last value, for no more bytes than a newcomer. RESUME_DROPS says how many come back.
/// </summary>
[Collection(FaultCollection.Name)]
public sealed class ResumeRunTests(ITestOutputHelper output)
{
    private const int Clients = 12;
    private const int DropsPerRun = 40;
    private const double MostAboveJoin = 1.25;

    private static readonly int Wanted = DeepRun.Or("RESUME_DROPS", 100);

    [Fact]
    public void Dropped_connections_leave_no_difference_and_cost_no_more_than_joining()
    {
        var (resumes, snapshots) = (0L, 0L);
        var (joins, returns) = (new List<int>(), new List<int>());
        for (var seed = 1; resumes < Wanted; seed++)
        {
            using var run = new FaultRun(PlanOf(seed));
            var outcome = run.Run();
            Assert.True(outcome.Holds, $"seed {seed} tick {outcome.Tick}: {outcome.Text}");
            resumes += run.Clients.Sum(static client => client.Game!.Figures.Resumes);
            snapshots += run.Clients.Sum(static client => client.Snapshots);
            var known = new HashSet<FaultClient>();
            foreach (var connection in run.Connections)
            {
                if (connection.Client is not { } client || connection.SnapshotsSince < 0)
                    continue;

                var lasted = connection.SnapshotSentAt - connection.SnapshotsSince >= SendRecords.JoinTicks;
                var to = known.Add(client) ? joins : returns;
                if (lasted)
                    to.Add(connection.JoinBytes);
            }
        }

        output.WriteLine($"{resumes} returns, {snapshots} snapshots, 0 differences; two seconds cost {joins.Average():F0} bytes after joining, {returns.Average():F0} after coming back (at most {returns.Max()})");
        Assert.True(returns.Average() <= joins.Average() * MostAboveJoin, $"{joins.Average():F0} bytes after joining, {returns.Average():F0} after coming back");
    }

    private static FaultPlan PlanOf(int seed)
    {
        var random = new Random(seed);
        var faults = new Fault[DropsPerRun];
        for (var index = 0; index < faults.Length; index++)
            faults[index] = new Fault(FaultKind.Crash, random.Next(120, FaultPlan.HealTick - 40), random.Next(1, 3), random.Next(Clients), true, true, 0);
        return FaultPlan.Draw(seed, Clients) with
        {
            Spectators = 0,
            Bots = 8,
            Game = seed % 2 == 0 ? "arena" : "lookout",
            Budget = seed % 3 == 0 ? 6 * 1024 : 16 * 1024,
            Faults = faults,
        };
    }
}
