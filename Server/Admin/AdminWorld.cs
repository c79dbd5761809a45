using Ecs.Server.Base;
using Ecs.Server.Console;
using Ecs.Server.HealthChecks;
using Ecs.Server.Rooms;

namespace Ecs.Server.Admin;

/// <summary>
/// What the API asks for and does. Everything of it belongs to the tick's thread, which answers <see cref="Calls"/>; all is there before the
/// first of them is answered.
/// </summary>
/// <param name="server">Its rooms and its people.</param>
/// <param name="name">Of the server, as players see it.</param>
/// <param name="tickRate">Ticks per second.</param>
/// <param name="health">How it is.</param>
internal sealed class AdminWorld(GameServer server, string name, int tickRate, ServerHealth health)
{
    /// <summary>How long an answer of the tick is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public GameServer Server { get; } = server;

    public string Name { get; } = name;

    public int TickRate { get; } = tickRate;

    public ServerHealth Health { get; } = health;

    public TickCalls Calls { get; } = new();

    public CommandRegistry Commands { get; set; } = null!;

    public required OpenRoom Open { get; init; }

    public required Action<Room> Close { get; init; }

    public ChangeMap ChangeMap { get; set; } = static (_, _) => false;

    public required IRoomRecorder Recorder { get; init; }

    /// <summary>Has the tick's thread tell something.</summary>
    /// <exception cref="TimeoutException">It did not come to it.</exception>
    public Task<T> AskAsync<T>(Func<T> question, CancellationToken end = default) => Calls.AskAsync(question, Patience, end);
}
