using System.Text;
using Ecs.Scenes;
using Ecs.Simulation.Maps;

namespace Ecs.Tests.Simulation.Maps;

public sealed class MapMutationTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", "null", "true", "-1", "1e30", "0.1", "\"\\ud800\"", "\"x\"", "\"name\"", "\"solids\"", ",", ":", "\u202e"];

    [Fact]
    public void A_damaged_map_is_read_or_refused_with_a_reason()
    {
        var original = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Maps", "bunkers.tmj"));
        var refused = 0;
        Seeded.Run(4_000, random =>
        {
            var bytes = Damage(random, original);
            if (!Map.TryParse("damaged", bytes, out var map, out var fault))
            {
                refused++;
                Assert.StartsWith("map damaged: ", fault, StringComparison.Ordinal);
                Assert.InRange(fault.Length, 14, 600);
                return;
            }

            Assert.Equal("", fault);
            Assert.True(map.Bounds.Left < map.Bounds.Right && map.Bounds.Top < map.Bounds.Bottom);
            Assert.True(map.Bounds.Contains(map.SpawnOf(0).X, map.SpawnOf(0).Y));
        });

        Assert.InRange(refused, 1_000, 3_999);
    }

    [Fact]
    public void A_map_cut_anywhere_is_refused()
    {
        var original = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Maps", "arena.tmj"));
        var end = original.AsSpan().TrimEnd("\n "u8).Length;
        for (var length = 0; length < end; length++)
        {
            Assert.False(Map.TryParse("cut", original.AsSpan(0, length), out _, out var fault));
            Assert.NotEqual("", fault);
        }

        Assert.Equal(ArenaScene.LoadMap("arena").Hash, Map.TryParse("whole", original, out var map, out _) ? map.Hash : 0);
    }

    private static byte[] Damage(Random random, byte[] original)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2), random.Next(1, 200)));
                    break;
                default:
                    at = bytes.FindIndex(at, static value => value is >= (byte)'0' and <= (byte)'9');
                    if (at >= 0)
                        bytes[at] = (byte)random.Next('0', '9' + 1);

                    break;
            }
        }

        return [.. bytes];
    }
}
