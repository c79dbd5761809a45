using Ecs.Client.Timing;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Values;

namespace Ecs.Client;

public sealed partial class GameClient
{
    private readonly Listener _listener;
    private readonly WorldEvent[] _events = new WorldEvent[Limits.EventsPerMessage];
    private readonly DiagnosticsPlayer[] _people = new DiagnosticsPlayer[Limits.DiagnosticsPlayers];
    private readonly ulong[] _causes = new ulong[Limits.DiagnosticsCauses];
    private ulong[] _components = [];
    private int _causesCount;
    private int _componentsCount;
    private int _peopleCount;

    /// <summary>What arrives, apart from the client's own face.</summary>
    private sealed class Listener(GameClient client) : ITransportListener
    {
        public void OnConnected() => client.OnConnected();

        public void OnMessage(Lane lane, ReadOnlyMemory<byte> message) => client.OnMessage(lane, message);

        public void OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell) => client.OnDisconnected(reason, farewell);
    }

    private void OnConnected()
    {
        if (State is ClientState.Returning or ClientState.Connecting && _transport.PathBytes < Limits.LongestPath)
        {
            // Another connection may go another way.
            _path.Start();
        }

        if (State == ClientState.Returning && ResumeToken is { } kept)
        {
            Send(new RequestAuth(Limits.Version, Name, kept.ToText()));
            Await(ClientState.Authenticating);
        }
        else if (State == ClientState.Connecting)
        {
            if (ResumeToken is null && _options.Token.Length == 0 && _options.Password.Length != 0)
            {
                BeginLogin(_options.Name, _options.Password);
                return;
            }

            Send(new RequestAuth(Limits.Version, _options.Name, ResumeToken?.ToText() ?? _options.Token));
            Await(ClientState.Authenticating);
        }
    }

    private void OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell)
    {
        // A server that ends the connection says why, if it can.
        if (!farewell.IsEmpty && MessageCodec.TryDecode<Farewell>(farewell, out var last) == ReadFault.None)
            TakeFarewell(last.Reason, last.Text);
        else if (reason is Reason.ConnectionLost or Reason.Timeout or Reason.Reconnect)
            LoseConnection(reason, "");
        else
            End(reason, "");
    }

    /// <summary>A server that ends the connection and not the session says so.</summary>
    private void TakeFarewell(Reason reason, string text)
    {
        if (reason == Reason.Reconnect || (reason == Reason.ServerFull && _reconnector.IsAway))
        {
            LoseConnection(reason, text);
        }
        else
        {
            // Servers of the first version, and they alone, refuse the key of another without naming theirs.
            End(reason, reason == Reason.WrongProtocol ? $"server speaks 1, this client {Limits.Version}" : text);
        }
    }

    private void OnMessage(Lane lane, ReadOnlyMemory<byte> packet)
    {
        if (State == ClientState.Ended)
            return;

        Figures.BytesReceived += packet.Length;
        var fault = MessageCodec.TryPeekId(packet.Span, Side.Server, lane, out var id);
        if (fault == ReadFault.None)
            fault = Dispatch(id, packet);

        if (fault != ReadFault.None)
            Figures.Count(fault);
    }

    private ReadFault Dispatch(MessageId id, ReadOnlyMemory<byte> packet)
    {
        ReadFault fault;
        switch (id)
        {
            case MessageId.SnapshotPart:
                if ((fault = SnapshotPart.TryRead(packet, Snapshot.Tick == default ? Room.Tick : Snapshot.Tick, out var part)) == ReadFault.None)
                    Take(in part);

                return fault;
            case MessageId.Events:
                if ((fault = MessageCodec.TryDecode<Events>(packet, out var events)) == ReadFault.None && InOrder(IsInRoom))
                    Take(in events);

                return fault;
            case MessageId.AuthSuccess:
                if ((fault = MessageCodec.TryDecode<AuthSuccess>(packet, out var success)) == ReadFault.None
                    && InOrder(State == ClientState.Authenticating))
                {
                    Take(in success);
                }

                return fault;
            case MessageId.AuthChallenge:
                if ((fault = MessageCodec.TryDecode<AuthChallenge>(packet, out var challenge)) == ReadFault.None
                    && InOrder(State == ClientState.Authenticating && _login?.TryBegin(in challenge) == true))
                {
                    Await(ClientState.Authenticating);
                }

                return fault;
            case MessageId.AuthVerified:
                if ((fault = MessageCodec.TryDecode<AuthVerified>(packet, out var verified)) == ReadFault.None
                    && InOrder(State == ClientState.Authenticating && _login is not null)
                    && !_login!.TryVerify(in verified))
                {
                    EndUnknown();
                }

                return fault;
            case MessageId.AuthFailure:
                if ((fault = MessageCodec.TryDecode<AuthFailure>(packet, out var failure)) == ReadFault.None
                    && InOrder(State == ClientState.Authenticating))
                {
                    Take(in failure);
                }

                return fault;
            case MessageId.Entered:
                if ((fault = MessageCodec.TryDecode<Entered>(packet, out var entered)) == ReadFault.None
                    && InOrder(State == ClientState.Entering || IsInRoom))
                {
                    Take(in entered);
                }

                return fault;
            case MessageId.Refused:
                if ((fault = MessageCodec.TryDecode<Refused>(packet, out var refused)) == ReadFault.None)
                    Take(in refused);

                return fault;
            default:
                return DispatchRare(id, packet);
        }
    }

    private ReadFault DispatchRare(MessageId id, ReadOnlyMemory<byte> packet)
    {
        ReadFault fault;
        switch (id)
        {
            case MessageId.PathEcho:
                if ((fault = MessageCodec.TryDecode<PathEcho>(packet, out var echo)) == ReadFault.None && InOrder(_path.IsMeasuring))
                    _path.Hear(echo.Bytes);

                return fault;
            case MessageId.PlayerInfo:
                if ((fault = MessageCodec.TryDecode<PlayerInfo>(packet, out var player)) == ReadFault.None && InOrder(IsInRoom))
                    Roster.Put(in player);

                return fault;
            case MessageId.PlayerGone:
                if ((fault = MessageCodec.TryDecode<PlayerGone>(packet, out var gone)) == ReadFault.None && InOrder(IsInRoom))
                    Roster.Remove(gone.Slot);

                return fault;
            case MessageId.Carried:
                if ((fault = MessageCodec.TryDecode<Carried>(packet, out var carried)) == ReadFault.None && InOrder(State == ClientState.Playing))
                    Belongings.Put(in carried);

                return fault;
            case MessageId.ChatReceived:
                if ((fault = MessageCodec.TryDecode<ChatReceived>(packet, out var chat)) == ReadFault.None)
                    Chat.Add(in chat);

                return fault;
            case MessageId.SchemaList:
                if ((fault = MessageCodec.TryDecode<SchemaList>(packet, out var schema)) == ReadFault.None && InOrder(IsInRoom))
                    fault = Take(in schema);

                return fault;
            case MessageId.RoomList:
                if ((fault = MessageCodec.TryDecode<RoomList>(packet, out var list)) == ReadFault.None)
                {
                    var rooms = new RoomEntry[list.Rooms.Count];
                    list.Rooms.CopyTo(rooms);
                    Rooms = rooms;
                }

                return fault;
            case MessageId.OperatorAnswer:
                if ((fault = MessageCodec.TryDecode<OperatorAnswer>(packet, out var answer)) == ReadFault.None)
                    OperatorAnswers.Add(answer.Text);

                return fault;
            case MessageId.MapPart:
                if ((fault = MessageCodec.TryDecode<MapPart>(packet, out var mapPart)) == ReadFault.None && InOrder(IsInRoom))
                    Take(in mapPart);

                return fault;
            case MessageId.RoleChanged:
                if ((fault = MessageCodec.TryDecode<RoleChanged>(packet, out var role)) == ReadFault.None
                    && InOrder(State >= ClientState.Authenticated))
                {
                    Role = role.Role;
                }

                return fault;
            case MessageId.Diagnostics:
                if ((fault = MessageCodec.TryDecode<Diagnostics>(packet, out var diagnostics)) == ReadFault.None && InOrder(IsInRoom))
                {
                    _peopleCount = diagnostics.People.CopyTo(_people);
                    _causesCount = diagnostics.Causes.CopyTo(_causes);
                    if (_components.Length < diagnostics.Components.Count)
                        _components = new ulong[diagnostics.Components.Count];
                    _componentsCount = diagnostics.Components.CopyTo(_components);
                    Diagnostics = diagnostics with { People = default, Causes = default, Components = default };
                    DiagnosticsCount++;
                }

                return fault;
            case MessageId.Farewell:
                if ((fault = MessageCodec.TryDecode<Farewell>(packet, out var farewell)) == ReadFault.None)
                    TakeFarewell(farewell.Reason, farewell.Text);

                return fault;
            default:
                return ReadFault.UnknownMessage;
        }
    }

    /// <summary>Who asks for a password and does not know the account is not the server that the account is on.</summary>
    private void EndUnknown() => End(Reason.NotAllowed, "the server does not know the account");

    private void Take(in AuthSuccess success)
    {
        if (_login is { IsVerified: false })
        {
            EndUnknown();
            return;
        }

        _login = null;
        State = ClientState.Authenticated;
        Name = success.Name;
        Role = success.Role;
        IsRegistered = success.IsRegistered;
        ResumeToken = success.Resume;
        if (success.IsInRoom)
        {
            Await(ClientState.Entering);
            return;
        }

        // Asked for before the connection was lost, and not heard.
        var asksAgain = _reconnector.IsAway && _wish is not null;
        Arrive(default);
        if (asksAgain)
            Enter(_wish!.Value.Room, _wish.Value.Role, _wish.Value.Password);
        else if (_options.EntersAtOnce)
            Enter(_options.Room, _options.Role, _options.RoomPassword);
    }

    private void Take(in AuthFailure failure)
    {
        Refusals.Add(new(MessageId.RequestAuth, failure.Reason, failure.Text));
        _login = null;
        if (!_reconnector.IsAway)
        {
            // Any other failure leaves a token that was brought along unread.
            ResumeToken = failure.Reason == Reason.BadToken ? null : ResumeToken;
            State = ClientState.Connected;
        }
        else if (failure.Reason == Reason.Rate)
        {
            // Somebody at our address has guessed too often; the token was not looked at.
            LoseConnection(failure.Reason, failure.Text);
        }
        else
        {
            // The server has ended the session: a new one is a new client's.
            End(_reconnector.Reason, _reconnector.Text);
        }
    }

    private void Arrive(Tick tick)
    {
        if (_reconnector.IsAway)
        {
            Absences.Add(new(_reconnector.Away, tick));
            Figures.Resumes++;
            _reconnector.Stop();
        }
    }

    private void Take(in Entered entered)
    {
        Room = entered;
        Slot = entered.Slot;
        Roster.Clear();
        Belongings.Clear();
        _snapshots.Reset();
        if (_options.Schemas.TryGet(entered.SchemaHash, out var codes))
            _snapshots.Begin(codes);
        else
            Send(new RequestSchema());
        _inputs.Clear();
        State = entered.Slot.IsNone ? ClientState.Spectating : ClientState.Playing;
        if (State == ClientState.Playing)
        {
            Clock = new ClientClock(entered.TickRate);
            Clock.Start(entered.Tick, _waited);
            _jumps = Clock.Jumps;
            CommandTick = Clock.Due + -1;
        }

        BeginOthers(in entered);
        Arrive(entered.Tick);
        ReturnToMap();
        _commands.Clear();
        BeginPrediction();
    }

    /// <summary>The map of another room is none of this one, and what was on its way over another connection comes no more.</summary>
    private void ReturnToMap()
    {
        var waited = _map.IsReceiving;
        _map.Stop();
        if (ReceivedMap?.Hash != Room.MapHash)
            ReceivedMap = null;
        if (waited)
            RequestMap();
    }

    private void Take(in MapPart part)
    {
        if (!_map.TryAdd(in part))
            Figures.UselessMapParts++;
        else if (_map.TryFinish(Room.Map, out var map))
            TakeMap(map);
        else if (!_map.IsReceiving)
            Figures.UselessMapParts++;
    }

    private void TakeMap(Map map)
    {
        ReceivedMap = map;
        BeginPrediction();
    }

    private ReadFault Take(in SchemaList message)
    {
        if (message.Hash != Room.SchemaHash || !SchemaWire.TryRead(in message, out var schema))
            return ReadFault.OutOfRange;

        var codes = new ReplicaCodes(schema);
        _options.Schemas.Add(codes);
        if (_snapshots.Codes is null)
            _snapshots.Begin(codes);
        BeginPrediction();
        return ReadFault.None;
    }

    private void Take(in Refused refused)
    {
        if (refused.Message == MessageId.RequestEnter && State == ClientState.Entering)
        {
            _wish = null;
            State = ClientState.Authenticated;
        }

        if (refused.Message == MessageId.RequestMap)
            _map.Stop();

        Refusals.Add(in refused);
    }

    private void Take(in Events events)
    {
        var count = events.List.CopyTo(_events);
        foreach (ref readonly var happened in _events.AsSpan(0, count))
            Events.Add(new(events.Tick, happened));
    }

    private void Take(in SnapshotPart part)
    {
        // The stream may overtake the control message that begins it.
        if (!IsInRoom)
        {
            Figures.UselessParts++;
            return;
        }

        if (_snapshots.TryAdd(in part, out var result))
        {
            Figures.Snapshots++;
            _inputs.Confirm(Snapshot.Confirmed);
            Clock?.Observe(Snapshot);
            AddToOthers();
            Reconcile();
        }
        else if (result == PartResult.Completed)
        {
            (Figures.MalformedSnapshots, Figures.BaselessSnapshots) = (_snapshots.Malformed, _snapshots.Baseless);
        }
        else if (result is PartResult.Stale or PartResult.Duplicate or PartResult.Mismatched)
        {
            Figures.UselessParts++;
        }
    }

    private bool InOrder(bool allowed)
    {
        Figures.OutOfOrder += allowed ? 0 : 1;
        return allowed;
    }
}
