using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>A recorded plaza runs again: wishes, walks, comings and goings, and the speed that bounds them.</summary>
public sealed class PlazaRecordingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void A_recorded_plaza_runs_again_with_every_hash_equal(int wishSpeed)
    {
        var file = Path.Combine(Path.GetTempPath(), $"ecs-test-{Guid.NewGuid():N}.rec");
        try
        {
            Record(file, wishSpeed);
            Assert.True(RecordingReader.TryOpen(file, TestGames.Shipped, out var reader, out var fault), fault);
            using (reader)
            {
                var report = new ReplayVerifier(reader).Run();

                Assert.True(report.Ok, report.First?.ToText() ?? report.Fault);
                Assert.InRange(report.Ticks, 1_500, 2_000);
                Assert.Equal(("plaza", wishSpeed), (reader.Header.Mode, reader.Header.WishSpeed));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Record(string file, int wishSpeed)
    {
        using var rig = new PlazaRig(bots: 6, wishSpeed: wishSpeed);
        rig.Room.BeginRecording(File.Create(file), detail: false);
        var random = new Random(5);
        var people = new[] { rig.Enter(1), rig.Enter(2), rig.Enter(3) };
        for (var step = 0; step < 250; step++)
        {
            foreach (var person in people)
                person.Hop(random.NextSingle() * 100, random.NextSingle() * 100, random.NextSingle(), random.NextSingle() * 360);

            if (step == 100)
            {
                people[0].Say("on the record");
                people[2].Leave();
                people[2] = rig.Enter(3);
            }

            rig.Run(6);
            rig.Room.Recording!.WaitForDisk();
        }
    }
}
