using Ecs.Client;
using Ecs.Protocol;

namespace Ecs.Tests.Faults;

/// <summary>A client's carrier with ears: it keeps what was meant, lets the mutant at it, and judges what goes out.</summary>
internal sealed class WatchedTransport(FaultRun run, Connection connection, IClientTransport inner) : IClientTransport, ITransportListener
{
    private ITransportListener? _listener;

    public void Connect()
    {
        inner.Connect();
        run.Register(connection);
    }

    public void Receive(ITransportListener listener)
    {
        _listener = listener;
        inner.Receive(this);
    }

    public void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        var bytes = message.ToArray();
        if (lane == Lane.Stream)
        {
            KeepCommands(bytes);
        }

        run.Mutant.ClientSends(connection, lane, bytes, Judge);
    }

    public void Update(TimeSpan elapsed) => inner.Update(elapsed);

    public void Close() => inner.Close();

    public void Dispose() => inner.Dispose();

    void ITransportListener.OnConnected() => _listener?.OnConnected();

    void ITransportListener.OnMessage(Lane lane, ReadOnlyMemory<byte> message)
    {
        run.Trace(connection, 3, lane, message.Span);
        if (lane == Lane.Control && !connection.Down.TryHear(message.Span))
        {
            throw new FaultException("control-down", $"message {connection.Down.Heard} to {connection.Client!.Name} is not what the server said");
        }

        run.Mutant.ClientHears(connection, lane, message, Hear);
    }

    void ITransportListener.OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell) => _listener?.OnDisconnected(reason, farewell);

    private void Judge(Lane lane, ReadOnlyMemory<byte> message)
    {
        if (lane == Lane.Stream && connection.Game is { } game)
        {
            connection.Inputs.Judge(game, message);
        }
        else if (lane == Lane.Control)
        {
            connection.Up.Say(message.Span);
        }

        run.Trace(connection, 0, lane, message.Span);
        inner.Send(lane, message.Span);
    }

    private void Hear(Lane lane, ReadOnlyMemory<byte> message) => _listener?.OnMessage(lane, message);

    private void KeepCommands(byte[] packet)
    {
        foreach (ref readonly var command in connection.Inputs.Read(packet, out _))
        {
            connection.Client!.Made.Add(command);
        }
    }
}
