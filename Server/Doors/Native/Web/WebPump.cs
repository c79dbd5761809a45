namespace Ecs.Server.Doors.Native.Web;

/// <summary>
/// The thread that begins all sends of a carrier: the tick's thread leaves frames with the links and names them here once a tick. A send that
/// cannot end at once ends on a thread of the sockets, which names its link again.
/// </summary>
internal sealed class WebPump : IDisposable
{
    private readonly object _gate = new();
    private readonly Thread _thread;
    private List<WebLink> _named = [];
    private List<WebLink> _turn = [];
    private bool _isStopping;

    public WebPump()
    {
        _thread = new Thread(Run) { Name = "web pump", IsBackground = true };
        _thread.Start();
    }

    /// <summary>These have something to do; the list is emptied. Any thread.</summary>
    public void Name(List<WebLink> links)
    {
        if (links.Count == 0)
            return;
        lock (_gate)
        {
            _named.AddRange(links);
            Monitor.Pulse(_gate);
        }

        links.Clear();
    }

    /// <summary>Like the other for one.</summary>
    public void Name(WebLink link)
    {
        lock (_gate)
        {
            _named.Add(link);
            Monitor.Pulse(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Run()
    {
        while (TryTakeTurn())
        {
            foreach (var link in _turn)
                link.Pump();
            _turn.Clear();
        }
    }

    private bool TryTakeTurn()
    {
        lock (_gate)
        {
            while (_named.Count == 0 && !_isStopping)
                Monitor.Wait(_gate);
            (_named, _turn) = (_turn, _named);
            return _turn.Count != 0 || !_isStopping;
        }
    }
}
