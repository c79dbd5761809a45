using System.Diagnostics;
using System.Net;
using Ecs.Client;

namespace Ecs.Load;

/// <summary>Drives all clients on this thread: each is updated about once a millisecond.</summary>
public sealed class LoadRun : IDisposable
{
    private const double ConnectSeconds = 15;

    private readonly List<LoadClient> _clients = [];

    public LoadRun(IPEndPoint server, string names, int clients)
    {
        for (var number = 0; number < clients; number++)
            _clients.Add(new LoadClient(server, names, number));
    }

    public int Connected => _clients.Count(client => client.State == ClientState.Playing);

    public int Disconnects => _clients.Count(client => client.State == ClientState.Ended);

    public IEnumerable<string> Ends => _clients.Where(client => client.State == ClientState.Ended).Select(client => client.EndText).Distinct();

    public long Snapshots => _clients.Sum(client => client.Figures.Snapshots);

    public long BytesReceived => _clients.Sum(client => client.Figures.BytesReceived);

    public long Resumes => _clients.Sum(client => client.Figures.Resumes);

    /// <summary>Of all clients, since <see cref="BeginMeasuring"/>.</summary>
    public TimeSpan LongestGap => _clients.Max(client => client.LongestGap);

    /// <inheritdoc cref="LongestGap"/>
    public TimeSpan LongestUnheard => _clients.Max(client => client.LongestUnheard);

    public double[] Effects => [.. _clients.SelectMany(client => client.Effects)];

    /// <summary>Until everybody plays, at most 15 s.</summary>
    public void Connect() => Drive(ConnectSeconds, () => Connected + Disconnects == _clients.Count);

    public void Play(double seconds) => Drive(seconds, static () => false);

    public void BeginMeasuring()
    {
        foreach (var client in _clients)
            client.BeginMeasuring();
    }

    public void Leave()
    {
        foreach (var client in _clients)
            client.Leave();

        Drive(2, () => Disconnects == _clients.Count);
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    private void Drive(double seconds, Func<bool> done)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds && !done())
        {
            foreach (var client in _clients)
                client.Update();

            Thread.Sleep(1);
        }
    }
}
