using System.Globalization;
using System.Text.Json;

namespace Ecs.Load;

/// <summary>
/// Plays a share of the clients as another thread or process tells it, by lines: it connects and says <c>connected N</c>; <c>measure AT
/// SECONDS</c>, with the moment as a timestamp of this machine, is answered with figures as one line of JSON, <c>leave</c> with <c>left</c>.
/// Between two lines it plays on.
/// </summary>
/// <param name="run">Its clients.</param>
/// <param name="take">The next line, null while there is none, and "" at the end of all.</param>
/// <param name="tell">Hears the answers.</param>
internal sealed class LoadWorker(LoadRun run, Func<string?> take, Action<string> tell)
{
    public const string LeaveWord = "leave";
    public const string MeasureWord = "measure";
    public const string ConnectedWord = "connected";

    public static string MeasureLine(long from, double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{MeasureWord} {from} {seconds}");

    /// <summary>Until it has left, or nobody tells it anything any more.</summary>
    public void Serve()
    {
        run.Connect();
        tell(string.Create(CultureInfo.InvariantCulture, $"{ConnectedWord} {run.Connected}"));
        while (true)
        {
            string? line = null;
            run.Play(() => (line = take()) is not null);
            switch (line?.Split(' '))
            {
                case [MeasureWord, var from, var seconds]:
                    var figures = run.Measure(long.Parse(from, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture));
                    tell(JsonSerializer.Serialize(figures));
                    break;
                case [LeaveWord]:
                    run.Leave();
                    tell("left");
                    return;
                default:
                    return;
            }
        }
    }
}
