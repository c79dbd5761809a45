using Ecs.Client;
using Ecs.Protocol;

namespace Ecs.Tests.Faults;

/// <summary>Ends a connection on which nothing comes any more, as every real transport does.</summary>
internal sealed class SilenceWatch(IClientTransport inner) : IClientTransport, ITransportListener
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(Limits.SilenceMilliseconds);

    private ITransportListener? _listener;
    private TimeSpan _silence;
    private bool _ended;

    public void Connect()
    {
        (_silence, _ended) = (TimeSpan.Zero, false);
        inner.Connect();
    }

    public void Receive(ITransportListener listener)
    {
        _listener = listener;
        if (!_ended && _silence > Limit)
        {
            // Without a word: the server finds out by itself, or has found out already.
            OnDisconnected(Reason.ConnectionLost, default);
        }

        if (!_ended)
            inner.Receive(this);
    }

    public void Send(Lane lane, ReadOnlySpan<byte> message) => inner.Send(lane, message);

    public void Update(TimeSpan elapsed)
    {
        _silence += elapsed;
        inner.Update(elapsed);
    }

    public void Close() => inner.Close();

    public void Dispose() => inner.Dispose();

    public void OnConnected()
    {
        _silence = TimeSpan.Zero;
        _listener?.OnConnected();
    }

    public void OnMessage(Lane lane, ReadOnlyMemory<byte> message)
    {
        _silence = TimeSpan.Zero;
        _listener?.OnMessage(lane, message);
    }

    public void OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell)
    {
        _ended = true;
        _listener?.OnDisconnected(reason, farewell);
    }
}
