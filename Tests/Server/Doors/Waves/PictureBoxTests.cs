using Ecs.Server.Doors.Waves;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>What passes between the tick's thread and a connection's.</summary>
public sealed class PictureBoxTests
{
    [Fact]
    public void The_newest_picture_is_shown_until_there_is_a_newer_one()
    {
        var box = new PictureBox();
        for (var level = 1; level <= 5; level++)
        {
            box.Canvas.Level = level;
            box.Publish();
        }

        Assert.Equal(5, box.Newest().Level);
        Assert.Equal(5, box.Newest().Level);
        box.Canvas.Level = 6;
        Assert.Equal(5, box.Newest().Level);
        box.Publish();
        Assert.Equal(6, box.Newest().Level);
    }

    [Fact]
    public void A_picture_that_is_looked_at_is_not_drawn_on()
    {
        const int Pictures = 200_000;
        var box = new PictureBox();
        var torn = 0;
        var seen = 0;
        var reader = new Thread(() =>
        {
            var last = 0;
            while (last < Pictures)
            {
                var picture = box.Newest();
                var (first, second) = (picture.Level, picture.Enemies.Count == 0 ? picture.Level : picture.Enemies[0].X);
                torn += first != second || first < last ? 1 : 0;
                seen += first != last ? 1 : 0;
                last = Math.Max(last, first);
            }
        });
        reader.Start();
        for (var level = 1; level <= Pictures; level++)
        {
            var canvas = box.Canvas;
            canvas.ClearObjects();
            canvas.Enemies.Add(new(0, level, 0, 0));
            canvas.Level = level;
            box.Publish();
        }

        reader.Join();
        Assert.Equal(0, torn);
        Assert.True(seen > 0);
    }

    [Fact]
    public void Rounds_keep_what_was_pressed_until_it_was_taken()
    {
        var box = new RoundBox();
        Assert.Equal(new WavesRound(WavesKeys.None, WavesKeys.None, false, false, 0), box.Take());

        box.Put(WavesKeys.Left | WavesKeys.Fire, isReady: true);
        box.Put(WavesKeys.Right, isReady: false);

        Assert.Equal(2U, box.Count);
        Assert.Equal(new WavesRound(WavesKeys.Right, WavesKeys.Left | WavesKeys.Right | WavesKeys.Fire, false, true, 2), box.Take());
        Assert.Equal(new WavesRound(WavesKeys.Right, WavesKeys.None, false, false, 2), box.Take());
    }

    [Fact]
    public void No_round_is_lost_between_two_threads()
    {
        const int Rounds = 300_000;
        var box = new RoundBox();
        var writer = new Thread(() =>
        {
            for (var round = 1; round <= Rounds; round++)
                box.Put(round % 1000 == 0 ? WavesKeys.Fire : WavesKeys.None, isReady: round == Rounds);
        });
        writer.Start();
        var shots = 0;
        WavesRound taken;
        do
        {
            taken = box.Take();
            shots += (taken.Pressed & WavesKeys.Fire) != 0 ? 1 : 0;
        }
        while (taken.Count < Rounds);

        writer.Join();
        Assert.True(taken.IsReady);
        Assert.InRange(shots, 1, Rounds / 1000);
    }
}
