using Ecs.Client;
using Ecs.Protocol;

namespace Ecs.Tests.Faults;

/// <summary>A client's carrier with ears: it keeps what was meant, lets the mutant at it, and judges what goes out.</summary>
internal sealed class WatchedTransport(FaultRun run, Connection first, IClientTransport inner, Func<Connection> next) : IClientTransport, ITransportListener
{
    private ITransportListener? _listener;
    private Connection _connection = first;
    private bool _hasConnected;

    public void Connect()
    {
        _connection = _hasConnected ? next() : _connection;
        _hasConnected = true;
        inner.Connect();
        run.Register(_connection);
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
            KeepCommands(bytes);

        run.Mutant.ClientSends(_connection, lane, bytes, Judge);
    }

    public void Update(TimeSpan elapsed) => inner.Update(elapsed);

    public void Close() => inner.Close();

    public void Dispose() => inner.Dispose();

    void ITransportListener.OnConnected() => _listener?.OnConnected();

    void ITransportListener.OnMessage(Lane lane, ReadOnlyMemory<byte> message)
    {
        run.Trace(_connection, 3, lane, message.Span);
        if (lane == Lane.Control && !_connection.Down.TryHear(message.Span))
            throw new FaultException("control-down", $"message {_connection.Down.Heard} to {_connection.Client!.Name} is not what the server said");

        run.Mutant.ClientHears(_connection, lane, message, Hear);
    }

    void ITransportListener.OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell) => _listener?.OnDisconnected(reason, farewell);

    private void Judge(Lane lane, ReadOnlyMemory<byte> message)
    {
        if (lane == Lane.Stream && _connection.Game is { } game)
            _connection.Inputs.Judge(game, message, run.Tick < _connection.Client!.DamagedUntil);
        else if (lane == Lane.Control)
            _connection.Up.Say(message.Span);

        run.Trace(_connection, 0, lane, message.Span);
        inner.Send(lane, message.Span);
    }

    private void Hear(Lane lane, ReadOnlyMemory<byte> message) => _listener?.OnMessage(lane, message);

    private void KeepCommands(byte[] packet)
    {
        foreach (ref readonly var command in _connection.Inputs.Read(packet, out _))
            _connection.Client!.Made.Add(command);
    }
}
