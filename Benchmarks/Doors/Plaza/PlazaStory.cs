using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Ecs.Load;
using Ecs.Scenes.Doors.Plaza;

namespace Ecs.Benchmarks.Doors.Plaza;

/// <summary>
/// Two original visitors of the plaza roam and talk, and leave one after the other, while a native bot strolls among them. Every hop
/// must be relayed to the other visitor, in order and to the bit.
/// </summary>
internal sealed class PlazaStory : IDoorStory
{
    private const double StatesPerSecond = 10;
    private const uint FirstForeignId = 0x8000_0000;
    private const string NativeName = "Nat";
    private const string NativeLine = "hello, plaza";

    public string Mode => "plaza";

    public object Play(TimeSpan length)
    {
        using var server = DoorServer.Start(Mode);
        var stage = new Stage();
        using var ann = Enter(stage, server, 123, seed: 1);
        using var bob = Enter(stage, server, 77, seed: 2);
        using var native = new NativeGuest(server.Native, NativeName, Mode);
        stage.Add(native.Update);
        stage.Await(() => ann.Present.Count == 2 && bob.Present.Count == 2, "not everybody knows of three");
        StoryException.Unless(ann.Names.ContainsValue(NativeName) && bob.Names.ContainsValue(NativeName), "the native bot has no name");
        native.Say(NativeLine);
        stage.Settle();

        ann.Forget();
        bob.Forget();
        stage.Play(length, now =>
        {
            ann.Roam(now);
            bob.Roam(now);
        });
        stage.Settle();
        Judge(ann, bob, native, length);
        CheckMenu(server.Door);

        var relayed = new { ofFirst = Relayed(ann, bob), ofSecond = Relayed(bob, ann) };
        var (states, gap) = (ann.States, Math.Round(Math.Max(ann.LongestGap, bob.LongestGap), 1));
        Leave(stage, ann, bob, native);
        return new
        {
            hopsSent = ann.Sent.Count + bob.Sent.Count,
            hopsRelayed = relayed.ofFirst.Count + relayed.ofSecond.Count,
            relayMs = Spread.Of([.. relayed.ofFirst, .. relayed.ofSecond]),
            nativeHops = ann.Seen.Count(static seen => seen.Hop.Id >= FirstForeignId),
            lines = ann.Said.Count + bob.Said.Count + 1,
            states,
            longestGapBetweenStatesMs = gap,
            messagesHeard = ann.Messages + bob.Messages,
            server = server.Stop(),
        };
    }

    private static PlazaVisitor Enter(Stage stage, DoorServer server, uint id, int seed)
    {
        var visitor = new PlazaVisitor(server.Door, id, seed);
        stage.Add(visitor.Frame);
        stage.Await(() => visitor.State.Any(entry => entry.Id == id), $"{id} is not in the world");
        return visitor;
    }

    private static void Judge(PlazaVisitor ann, PlazaVisitor bob, NativeGuest native, TimeSpan length)
    {
        var foreign = ann.Names.Single(static name => name.Value == NativeName).Key;
        string[] lines = [$"{foreign}: {NativeLine}", .. ann.Said, .. bob.Said];
        foreach (var visitor in (PlazaVisitor[])[ann, bob])
        {
            StoryException.Unless(
                visitor.Chat.Order().SequenceEqual(lines.Order()), $"{visitor.Id} heard {visitor.Chat.Count} lines of {lines.Length}");
            StoryException.Unless(
                visitor.States >= 0.95 * StatesPerSecond * length.TotalSeconds, $"{visitor.Id} heard {visitor.States} world states");
            StoryException.Unless(
                visitor.State.Select(static entry => entry.Id).Order().SequenceEqual([bob.Id, ann.Id, foreign]),
                $"{visitor.Id} hears a world state of others than the three");
            StoryException.Unless(
                visitor.Seen.Where(seen => seen.Hop.Id == foreign).Select(static seen => seen.Hop.X).Distinct().Count() > 1,
                $"{visitor.Id} did not see the native bot move");
            StoryException.Unless(native.HasSeenMove($"player-{visitor.Id}"), $"the native bot did not see {visitor.Id} move");
            var (last, seen) = (visitor.Sent[^1].Hop, native.PlaceOf($"player-{visitor.Id}"));
            StoryException.Unless(
                seen is { } place && Math.Abs(place.X - last.X) < 0.01 && Math.Abs(place.Y - last.Y) < 0.01,
                $"the native bot sees {visitor.Id} at {seen}, not at {last.X}, {last.Y}");
        }

        StoryException.Unless(
            ann.Said.All(said => native.Lines.Contains(said[(said.IndexOf(' ') + 1)..])), "the native bot did not hear ann");
    }

    /// <summary>How many milliseconds each hop was on its way.</summary>
    private static List<double> Relayed(PlazaVisitor from, PlazaVisitor to)
    {
        var seen = to.Seen.Where(seen => seen.Hop.Id == from.Id).ToList();
        StoryException.Unless(seen.Count == from.Sent.Count, $"of {from.Sent.Count} hops of {from.Id} {seen.Count} were relayed");
        return [.. from.Sent.Zip(seen, static (sent, seen) =>
        {
            StoryException.Unless(Place(sent.Hop) == Place(seen.Hop), $"a hop to {Place(sent.Hop)} was relayed as {Place(seen.Hop)}");
            return Stopwatch.GetElapsedTime(sent.At, seen.At).TotalMilliseconds;
        })];
    }

    private static (float X, float Y, float Z, float Rotation) Place(PlazaSaying hop) => (hop.X, hop.Y, hop.Z, hop.Rotation);

    /// <summary>The list for the original's menu.</summary>
    private static void CheckMenu(IPEndPoint door)
    {
        using var browser = new HttpClient();
        using var menu = JsonDocument.Parse(browser.GetStringAsync($"http://{door}/rooms").GetAwaiter().GetResult());
        var room = menu.RootElement.GetProperty("rooms").EnumerateArray().Single();
        StoryException.Unless(
            room.GetProperty("mode").GetString() == "plaza" && room.GetProperty("players").GetInt32() == 3,
            $"the menu says {menu.RootElement}");
    }

    private static void Leave(Stage stage, PlazaVisitor ann, PlazaVisitor bob, NativeGuest native)
    {
        bob.Leave();
        stage.Await(() => !ann.Present.Contains(bob.Id) && native.AvatarsSeen == 2, "ann and the native bot still see bob");
        stage.Remove(native.Update);
        native.Dispose();
        stage.Await(() => ann.Present.Count == 0, "ann still sees the native bot");
        ann.Leave();
        stage.Settle();
    }
}
