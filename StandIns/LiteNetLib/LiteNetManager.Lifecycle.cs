using System.Net;
using System.Net.Sockets;
using LiteNetLib.Transport;

namespace LiteNetLib;

/// <content>Start, stop and the threads of the default mode.</content>
public abstract partial class LiteNetManager
{
    private const int BindAttempts = 8;

    private readonly object _updateSignal = new();
    private readonly List<Thread> _threads = [];
    private IDatagramSocket? _socketV4;
    private IDatagramSocket? _socketV6;
    private volatile bool _isRunning;
    private bool _isManual;
    private bool _isUpdateWanted;
    private int _generation;

    public bool IsRunning => _isRunning;

    /// <summary>The port that is bound, also when 0 asked for any; 0 while stopped.</summary>
    public int LocalPort { get; private set; }

    public bool Start() => Start(0);

    public bool Start(int port) => Start(IPAddress.Any, IPAddress.IPv6Any, port, false);

    public bool Start(IPAddress addressIPv4, IPAddress addressIPv6, int port) => Start(addressIPv4, addressIPv6, port, false);

    public bool Start(string addressIPv4, string addressIPv6, int port) => StartNamed(addressIPv4, addressIPv6, port, false);

    /// <summary>Binds the port, both families if enabled; false when it cannot be had or the manager runs already.</summary>
    /// <remarks><c>manualMode</c>: True: no threads; the application calls <see cref="PollEvents"/> and <see cref="ManualUpdate"/>.</remarks>
    public bool Start(IPAddress addressIPv4, IPAddress addressIPv6, int port, bool manualMode)
    {
        lock (Gate)
        {
            if (_isRunning || !Bind(addressIPv4, addressIPv6, port))
            {
                return false;
            }

            Pool.Capacity = PacketPoolSize;
            _isManual = manualMode;
            _isRunning = true;
            _generation++;
        }

        if (!manualMode)
        {
            StartThreads();
        }

        return true;
    }

    public bool StartInManualMode(int port) => Start(IPAddress.Any, IPAddress.IPv6Any, port, true);

    public bool StartInManualMode(IPAddress addressIPv4, IPAddress addressIPv6, int port) => Start(addressIPv4, addressIPv6, port, true);

    public bool StartInManualMode(string addressIPv4, string addressIPv6, int port) => StartNamed(addressIPv4, addressIPv6, port, true);

    public void Stop() => Stop(true);

    /// <summary>Closes the sockets. Peers hear one goodbye each if wanted; no disconnect events are raised here. May be started again.</summary>
    public void Stop(bool sendDisconnectMessages)
    {
        lock (Gate)
        {
            if (!_isRunning)
            {
                return;
            }

            _isRunning = false;
            StopPeers(sendDisconnectMessages);
        }

        TriggerUpdate();
        foreach (Thread thread in _threads)
        {
            if (thread != Thread.CurrentThread)
            {
                thread.Join();
            }
        }

        lock (Gate)
        {
            _threads.Clear();
            _socketV4?.Dispose();
            _socketV6?.Dispose();
            _socketV4 = null;
            _socketV6 = null;
            LocalPort = 0;
            ClearEvents();
        }
    }

    /// <summary>Manual mode: lets time pass, sends what is due, repeats what was lost, ends what is silent.</summary>
    /// <param name="elapsedMilliseconds">Real time since the last call; negative or not a number counts as 0.</param>
    public void ManualUpdate(float elapsedMilliseconds)
    {
        if (_isManual && _isRunning)
        {
            UpdateAll(elapsedMilliseconds > 0 ? elapsedMilliseconds : 0);
        }
    }

    /// <summary>Default mode: runs the next update now instead of at its time.</summary>
    public void TriggerUpdate()
    {
        lock (_updateSignal)
        {
            _isUpdateWanted = true;
            Monitor.Pulse(_updateSignal);
        }
    }

    private static bool TryParse(string text, AddressFamily family, out IPAddress address)
        => IPAddress.TryParse(text, out address!) && address.AddressFamily == family;

    private bool StartNamed(string addressV4, string addressV6, int port, bool manualMode)
    {
        if (!TryParse(addressV4, AddressFamily.InterNetwork, out IPAddress v4))
        {
            throw new ArgumentException("Not an IPv4 address.", nameof(addressV4));
        }

        if (!TryParse(addressV6, AddressFamily.InterNetworkV6, out IPAddress v6))
        {
            throw new ArgumentException("Not an IPv6 address.", nameof(addressV6));
        }

        return Start(v4, v6, port, manualMode);
    }

    private bool Bind(IPAddress addressV4, IPAddress addressV6, int port)
    {
        var options = new SocketOptions(ReuseAddress, DontRoute, Ttl);
        for (int attempt = 0; attempt < BindAttempts; attempt++)
        {
            _socketV4 = _seam.Sockets.Bind(addressV4, port, options, out SocketError error);
            if (_socketV4 is null)
            {
                NetDebug.Write(NetLogLevel.Error, "[B] Bind of {0}:{1} failed: {2}", addressV4, port, error);
                return false;
            }

            LocalPort = _socketV4.LocalPort;
            if (!IPv6Enabled)
            {
                return true;
            }

            _socketV6 = _seam.Sockets.Bind(addressV6, LocalPort, options, out error);
            if (_socketV6 is not null || error != SocketError.AddressAlreadyInUse)
            {
                // A machine without IPv6 serves IPv4 alone.
                return true;
            }

            _socketV4.Dispose();
            _socketV4 = null;
            LocalPort = 0;
            if (port != 0)
            {
                NetDebug.Write(NetLogLevel.Error, "[B] Bind of {0}:{1} failed: {2}", addressV6, port, error);
                return false;
            }
        }

        return false;
    }

    private void StartThreads()
    {
        int generation = _generation;
        AddThread("LiteNetLib receive", () => ReceiveLoop(_socketV4!));
        if (_socketV6 is { } v6)
        {
            AddThread("LiteNetLib receive v6", () => ReceiveLoop(v6));
        }

        AddThread("LiteNetLib update", UpdateLoop);

        void AddThread(string name, Action body)
        {
            var thread = new Thread(() => body()) { Name = $"{name} {generation}", IsBackground = true };
            _threads.Add(thread);
            thread.Start();
        }
    }

    private void ReceiveLoop(IDatagramSocket socket)
    {
        var slot = new ReceiveSlot(socket.Family);
        while (_isRunning)
        {
            if (!socket.Wait(ReceivePollingTime))
            {
                continue;
            }

            while (_isRunning && ReceiveOne(socket, slot))
            {
                FireUnsynced();
            }
        }

        slot.Release(this);
    }

    private void UpdateLoop()
    {
        long last = Clock.GetTimestamp();
        while (_isRunning)
        {
            long now = Clock.GetTimestamp();
            UpdateAll(Clock.GetElapsedTime(last, now).TotalMilliseconds);
            last = now;
            FireUnsynced();
            WaitForUpdate();
        }
    }

    private void WaitForUpdate()
    {
        lock (_updateSignal)
        {
            if (!_isUpdateWanted)
            {
                Monitor.Wait(_updateSignal, Math.Max(1, UpdateTime));
            }

            _isUpdateWanted = false;
        }
    }
}
