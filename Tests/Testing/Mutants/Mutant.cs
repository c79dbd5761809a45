using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Tests.Faults;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>Passes a message on.</summary>
internal delegate void Pass(Lane lane, ReadOnlyMemory<byte> message);

/// <summary>
/// A bug put around the product from outside: it stands at the seams and does to what passes what a faulty server or client
/// would have done. The plain one changes nothing.
/// </summary>
internal abstract class Mutant
{
    public string Name => GetType().Name;

    /// <summary>A client says something.</summary>
    public virtual void ClientSends(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next) => next(lane, message);

    /// <summary>The server hears something of a client.</summary>
    public virtual void ServerHears(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next) => next(lane, message);

    /// <summary>The server says something to a client.</summary>
    public virtual void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next) => next(lane, message);

    /// <summary>The server has decided what the snapshot that it is about to send brings.</summary>
    /// <param name="run">As it is.</param>
    /// <param name="to">Whom it is for.</param>
    /// <param name="part">Its first part.</param>
    /// <param name="told">What the server believes that the client will hold.</param>
    /// <param name="waiting">Entities that it has not told of for want of room.</param>
    public virtual void Replicate(FaultRun run, Connection to, in SnapshotPart part, ref ReplicaPicture told, ref int waiting)
    {
    }

    /// <summary>A client hears something.</summary>
    public virtual void ClientHears(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next) => next(lane, message);

    /// <summary>Whether the server learns that a connection has ended.</summary>
    public virtual bool LearnsOfEnd(Connection of, Reason reason) => true;

    /// <summary>The clock that a client reads.</summary>
    public virtual TimeProvider TimeOf(TimeProvider client) => client;

    /// <summary>The time that the server believes to have passed.</summary>
    public virtual TimeSpan Elapsed(TimeSpan real) => real;

    /// <summary>Before the server's own half of a tick.</summary>
    public virtual void BeforeServer(FaultRun run)
    {
    }

    /// <summary>After the server's own half of a tick.</summary>
    public virtual void AfterServer(FaultRun run)
    {
    }
}
