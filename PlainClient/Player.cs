using System.Diagnostics;
using System.Net;
using LiteNetLib;
using LiteNetLib.Utils;
using MessagePack;

namespace Ecs.PlainClient;

/// <summary>
/// Connects in two steps, says who it is, enters, walks a hundred units to the right, says so and hears it, and leaves, or stays until the
/// server says goodbye by itself.
/// </summary>
internal sealed class Player : IDisposable
{
    private const int CookieBytes = 20;
    private const byte FullSpeed = 127;
    private const double RawPerUnit = 4096;

    private readonly EventBasedNetListener _events = new();
    private readonly NetManager _manager;
    private readonly IPEndPoint _server;
    private readonly string _name;
    private readonly bool _stays;
    private readonly PasswordProof? _proof;
    private readonly Story _story = new();
    private readonly SnapshotParts _parts = new();
    private NetPeer? _peer;
    private Commands? _commands;
    private SnapshotReader? _snapshots;
    private Entered _room;
    private uint _tick;
    private (long X, long Y)? _first;
    private string _said = "";
    private bool _isLeaving;
    private bool _isOver;

    /// <param name="server">Where to connect.</param>
    /// <param name="name">Asked for.</param>
    /// <param name="password">Of the account that has the name; empty for a guest.</param>
    /// <param name="stays">Until the server says goodbye.</param>
    public Player(IPEndPoint server, string name, string password, bool stays)
    {
        (_server, _name, _stays) = (server, name, stays);
        _proof = password.Length == 0 ? null : new PasswordProof(name, password);
        _manager = new NetManager(_events) { AutoRecycle = true, IPv6Enabled = server.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 };
        _events.PeerConnectedEvent += _ => Say(Wire.RequestAuth(_name, _proof?.Token ?? ""));
        _events.PeerDisconnectedEvent += (_, info) => Read(() => OnDisconnected(info));
        _events.NetworkReceiveEvent += (_, reader, _, _) => Read(() => OnMessage(reader.GetRemainingBytes()));
    }

    public Story Play(TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        _manager.Start();
        Request([]);
        while (!_isOver)
        {
            _manager.PollEvents();
            if (_commands?.Next(_story.Moved < Story.Distance ? (sbyte)FullSpeed : (sbyte)0, 0) is { } body)
                _peer?.Send(Wire.Input(body), DeliveryMethod.Unreliable);
            if (Stopwatch.GetElapsedTime(started) > patience)
                Fail("it takes too long");
            Thread.Sleep(2);
        }

        return _story;
    }

    public void Dispose() => _manager.Stop();

    private void Request(byte[] cookie)
    {
        var data = new NetDataWriter();
        data.Put(Wire.ConnectKey);
        data.Put(cookie);
        _story.Requests++;
        _peer = _manager.Connect(_server, data);
    }

    private void OnDisconnected(DisconnectInfo info)
    {
        var said = info.AdditionalData?.GetRemainingBytes() ?? [];
        if (info.Reason == DisconnectReason.ConnectionRejected && said.Length == CookieBytes && said.AsSpan().StartsWith("ECK1"u8))
        {
            Request(said);
            return;
        }

        _isOver = true;
        if (said.Length != 0)
            _story.Goodbye ??= Wire.ReadFarewell(said);
        if (_story.Goodbye is null)
            _story.Fault = $"the connection ended without a word: {info.Reason}";
    }

    private void Read(Action read)
    {
        try
        {
            read();
        }
        catch (Exception fault) when (fault is InvalidDataException or MessagePackSerializationException or EndOfStreamException or OverflowException)
        {
            Fail($"a message that is not as written: {fault.Message}");
        }
    }

    private void OnMessage(byte[] message)
    {
        if (SnapshotParts.Is(message))
        {
            // Those that overtake the schema say nothing yet.
            if (_snapshots is not null)
                OnPart(message, _snapshots);
            return;
        }

        switch (Wire.IdOf(message))
        {
            case Wire.AuthChallengeId:
                if (_proof?.Answer(Wire.ReadAuthChallenge(message)) is { } answer)
                    Say(Wire.AuthProof(answer));
                else
                    Fail("challenged without having asked for it");
                break;
            case Wire.AuthVerifiedId:
                if (_proof?.Verify(Wire.ReadAuthVerified(message)) != true)
                    Fail("the server does not know the account");
                break;
            case Wire.AuthSuccessId:
                Enter(Wire.ReadAuthSuccess(message));
                break;
            case Wire.AuthFailureId:
                Fail($"not let in: {Wire.ReadAuthFailure(message)}");
                break;
            case Wire.RefusedId:
                Fail($"refused: {Wire.ReadRefused(message)}");
                break;
            case Wire.EnteredId:
                _room = Wire.ReadEntered(message);
                _story.Room = _room.Room;
                _tick = _room.Tick;
                _commands = new Commands(_room.Tick, _room.TickRate);
                Say(Wire.RequestSchema());
                break;
            case Wire.SchemaListId:
                var (hash, schema) = Wire.ReadSchemaList(message);
                if (hash != _room.Schema)
                    Fail("the schema is not the room's");
                _snapshots = new SnapshotReader(schema);
                break;
            case Wire.ChatReceivedId:
                Hear(Wire.ReadChat(message));
                break;
            case Wire.FarewellId:
                _story.Goodbye = Wire.ReadFarewell(message);
                break;
            default:
                // What others are, and what happens to them, is not this client's concern.
                break;
        }
    }

    private void Enter(in AuthSuccess success)
    {
        (_story.Name, _story.IsRegistered) = (success.Name, success.IsRegistered);
        if (_proof is not null && !(_proof.IsVerified && success.IsRegistered))
            Fail("let in by a server that has not shown to know the account");
        Say(Wire.RequestEnter(""));
    }

    private void OnPart(byte[] part, SnapshotReader snapshots)
    {
        if (_parts.Add(part, _tick) is not { } whole)
            return;
        if (snapshots.Read(whole.Flags, whole.Tick, whole.Body) is { } snapshot)
            Look(snapshot, snapshots);
        else
            _commands?.Forget();
    }

    private void Look(Snapshot snapshot, SnapshotReader snapshots)
    {
        _tick = snapshot.Tick;
        _commands?.Observe(snapshot);
        _story.Snapshots++;
        _story.Others = Math.Max(_story.Others, snapshot.View.Count(static seen => seen.Lane == Schema.AvatarLane));
        if (snapshot.Own != _room.Avatar)
            Fail($"entered as {_room.Avatar} and shown as {snapshot.Own}");
        foreach (var seen in snapshot.View.Where(static seen => seen.Lane == Schema.OwnLane))
        {
            var (x, y) = snapshots.PlaceOf(seen, snapshot.Tick);
            _first ??= (x, y);
            _story.Moved = Math.Sqrt(Square(x - _first.Value.X) + Square(y - _first.Value.Y)) / RawPerUnit;
        }

        if (_story.Moved >= Story.Distance && _said.Length == 0)
        {
            _said = $"{_story.Name} was here";
            Say(Wire.ChatSend(_said));
        }
    }

    private void Hear(in ChatLine line)
    {
        if (line.Slot != _room.Slot || line.Text != _said || _isLeaving)
            return;
        _story.Heard = line.Text;
        _isLeaving = true;
        if (!_stays)
            Say(Wire.Leave());
    }

    private void Say(byte[] message) => _peer?.Send(message, DeliveryMethod.ReliableOrdered);

    private void Fail(string why)
    {
        _story.Fault = _story.Fault.Length == 0 ? why : _story.Fault;
        _isOver = true;
    }

    private static double Square(double value) => value * value;
}
