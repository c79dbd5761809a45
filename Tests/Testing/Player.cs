using Ecs.Client;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Events;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Testing;

/// <summary>Somebody who plays with the client library, and remembers what came.</summary>
internal sealed class Player : ICrankedClient
{
    private readonly List<ChatReceived> _chat = [];
    private readonly List<TickEvent> _events = [];
    private readonly List<Refused> _refusals = [];
    private readonly List<string> _answers = [];
    private readonly List<Absence> _absences = [];

    public Player(MemoryTransport transport, ClientOptions options, TimeProvider time)
    {
        Transport = transport;
        Client = new GameClient(transport, options, time);
        Client.Connect();
    }

    public GameClient Client { get; }

    public MemoryTransport Transport { get; }

    public IReadOnlyList<ChatReceived> Chat => _chat;

    public IReadOnlyList<TickEvent> Events => _events;

    public IReadOnlyList<Refused> Refusals => _refusals;

    public IReadOnlyList<string> Answers => _answers;

    /// <summary>Each time that the client told of having been away.</summary>
    public IReadOnlyList<Absence> Absences => _absences;

    public EntityState Own => Find(Client.Snapshot.OwnEntity.Value);

    public void Turn()
    {
        Client.Update();
        Drain(Client.Chat, _chat);
        Drain(Client.Events, _events);
        Drain(Client.Refusals, _refusals);
        Drain(Client.OperatorAnswers, _answers);
        Drain(Client.Absences, _absences);
    }

    /// <summary>What this player sees of somebody; default when nothing.</summary>
    public EntityState Find(ulong entity)
    {
        foreach (var seen in Client.View.Entities)
        {
            if (seen.Id.Value == entity)
                return seen;
        }

        return default;
    }

    public IEnumerable<string> Lines(ChatKind kind) => _chat.Where(line => line.Kind == kind).Select(static line => line.Text);

    public int Count(WorldEventKind kind) => _events.Count(happened => happened.Event.Kind == kind);

    private static void Drain<T>(DropOldestQueue<T> queue, List<T> kept)
    {
        while (queue.TryTake(out var item))
            kept.Add(item);
    }
}
