using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Ecs.Protocol.LiteNet;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Udp.Gate;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;

namespace Ecs.Server.Doors.Native.Udp;

/// <summary>
/// Native messages over LiteNetLib, with a socket for each address of this machine: an answer from a socket on the wildcard address
/// would leave from the address that the route prefers, and a client that asked another one does not take it. All of it happens on the
/// tick's thread, so a session never needs a lock and a tick never waits.
/// </summary>
public sealed class UdpCarrier : ICarrier
{
    /// <summary>Addresses served at once; a machine with more serves the first ones.</summary>
    private const int AddressLimit = 64;

    /// <summary>Tries of a start on any port: one that is free in one version may be taken in the other.</summary>
    private const int Attempts = 8;

    private readonly UdpOptions _options;
    private readonly ServerMetrics _metrics;
    private readonly GateState _state = new();
    private readonly List<WildcardSocket> _wildcards = [];
    private readonly Dictionary<IPAddress, UdpBinding> _byAddress = [];
    private readonly List<UdpBinding> _bindings = [];
    private readonly Action<IPAddress> _serve;
    private readonly WallClockWatch _wallClock;

    private UdpCarrier(UdpOptions options, ServerMetrics metrics)
    {
        _options = options;
        _metrics = metrics;
        _wallClock = new WallClockWatch(options.Time);
        _serve = address => _ = Serve(address);
    }

    public string Label => $"udp={Port}";

    public int Port { get; private set; }

    public int PeerCount
    {
        get
        {
            var count = 0;
            foreach (var binding in _bindings)
                count += binding.PeerCount;

            return count;
        }
    }

    /// <summary>Opens the sockets. False, with the reason, when the port is in use or the address is not ours.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="metrics">Counts packets and bytes.</param>
    /// <param name="carrier">The open carrier.</param>
    /// <param name="fault">Why there is none.</param>
    public static bool TryOpen(
        UdpOptions options, ServerMetrics metrics, [NotNullWhen(true)] out UdpCarrier? carrier, [NotNullWhen(false)] out ListenFault? fault)
    {
        SocketError error;
        var attempt = 0;
        do
        {
            carrier = new UdpCarrier(options, metrics) { Port = options.Port };
            error = ListenSocket.IsAny(options.Address) ? carrier.ServeAll() : carrier.Serve(options.Address);
            if (error != SocketError.Success)
                carrier.Dispose();
        }
        while (error == SocketError.AddressAlreadyInUse && options.Port == 0 && ++attempt < Attempts);
        fault = error == SocketError.Success ? null : new ListenFault(new IPEndPoint(options.Address, options.Port), error, ProtocolType.Udp);
        if (fault is not null)
            carrier = null;
        return fault is null;
    }

    public void Receive(TimeSpan elapsed, IPeerListener listener)
    {
        _state.Now += elapsed;
        if (_wallClock.HasStepped())
            ReconnectAll();

        foreach (var wildcard in _wildcards)
            wildcard.Receive(_serve);

        foreach (var binding in _bindings)
            binding.Receive(listener);
    }

    public bool IsFlooded => _bindings.Exists(static binding => binding.IsFlooded);

    public void ReceiveEarly(IPeerListener listener)
    {
        foreach (var binding in _bindings)
            binding.ReceiveEarly(listener);
    }

    public void Update(TimeSpan elapsed)
    {
        foreach (var binding in _bindings)
            binding.Update(elapsed);
    }

    public void Dispose()
    {
        foreach (var binding in _bindings)
            binding.Dispose();

        foreach (var wildcard in _wildcards)
            wildcard.Dispose();
    }

    /// <summary>What the library would send again it has stamped with another time; new connections begin with the new one.</summary>
    private void ReconnectAll()
    {
        _metrics.CountDrop(DropCause.ClockStep);
        foreach (var binding in _bindings)
            binding.ReconnectAll();
    }

    private SocketError ServeAll()
    {
        AddressFamily[] families = Socket.OSSupportsIPv6 ? [AddressFamily.InterNetworkV6, AddressFamily.InterNetwork] : [AddressFamily.InterNetwork];
        foreach (var family in families)
        {
            var error = WildcardSocket.Open(family, Port, out var wildcard);
            if (wildcard is null)
            {
                if (error is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable && family == AddressFamily.InterNetworkV6)
                    continue; // Known to the system and switched off.
                return error;
            }

            _wildcards.Add(wildcard);
            Port = wildcard.Port;
        }

        foreach (var face in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (var own in face.GetIPProperties().UnicastAddresses)
            {
                // One that cannot be had now (an interface that goes down, an address still being checked) is served when it is asked for.
                Serve(own.Address);
            }
        }

        return SocketError.Success;
    }

    /// <summary>Has a socket for that address from now on, unless it cannot be had.</summary>
    private SocketError Serve(IPAddress address)
    {
        if (_byAddress.ContainsKey(address))
            return SocketError.Success;
        if (_bindings.Count >= AddressLimit)
            return SocketError.TooManyOpenSockets;
        var sharesPort = _wildcards.Count > 0;
        var error = sharesPort ? SocketError.Success : UdpProbe.Ask(address, Port);
        if (error != SocketError.Success)
            return error;
        if (!UdpBinding.TryOpen(address, Port, sharesPort, _options, _state, _metrics, out var binding))
            return SocketError.AddressAlreadyInUse;
        _byAddress.Add(address, binding);
        _bindings.Add(binding);
        Port = binding.Port;
        return SocketError.Success;
    }
}
