using System.Net;
using Ecs.Protocol;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Text;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Server.Rooms;

/// <summary>
/// Somebody who came through a door, whatever its wire is: their name, what they may do, where they sit, what they say and hear, and how
/// they leave. A door makes one for each connection, and says in it no more than how its wire tells a line and ends. Made for one stay and
/// never used for another.
/// </summary>
/// <param name="context">What all doors share.</param>
public abstract class Guest(DoorContext context)
{
    private const char CommandMark = '/';

    /// <summary>Of one answer; more would scroll past.</summary>
    private const int LongestAnswerLines = 32;

    private ChatAllowance _chat = new();

    /// <summary>Cleaned, and unique in the process from when it is taken to the end of the stay; empty before.</summary>
    public string Name { get; private set; } = "";

    /// <summary>As the people at their own door see them, which may be a name that somebody else there bears, too, or none.</summary>
    public virtual string ShownName => Name;

    public PlayerRole Role { get; protected internal set; }

    /// <summary>Where from, for logs and the console.</summary>
    public abstract string Address { get; }

    /// <summary>The same as an address; null where there is none.</summary>
    public virtual IPAddress? Source => null;

    /// <summary>The key of the account that they have proved to own; empty for somebody who has proved none.</summary>
    public string Account { get; private set; } = "";

    /// <summary>0 where the wire does not tell.</summary>
    public virtual int RoundTripMilliseconds => 0;

    /// <summary>What their connection carried; nothing where their door does not count.</summary>
    public virtual PeerTraffic Traffic => default;

    /// <summary>Adds what their connection's bytes were spent on; nothing where their door does not say.</summary>
    public virtual void ShareTraffic(TrafficShares shares)
    {
    }

    /// <summary>Adds the entities that their client is known to have in view, without those that have ended since.</summary>
    /// <returns>The tick of the snapshot that showed them; 0 before the first, and where their wire does not say.</returns>
    public virtual Tick CopyHeld(List<EntityId> held) => default;

    /// <summary>The newest snapshot that they are known to have; 0 before the first, and where their wire does not say.</summary>
    public Tick AcknowledgedSnapshot { get; protected internal set; }

    /// <summary>When they came, on the server's clock.</summary>
    public TimeSpan ConnectedAt { get; } = context.Clock.Now;

    /// <summary>The room they are in, or null.</summary>
    public Room? Room { get; private set; }

    /// <summary>Their seat, or null for those who only watch.</summary>
    public Seat? Seat { get; private set; }

    /// <summary>Whether their client has been told that it is in: from then on it hears the room.</summary>
    public bool IsIn { get; protected internal set; }

    /// <summary>Whether their connection is lost and they may come back.</summary>
    public virtual bool IsAway => false;

    /// <summary>Whether the stay is over: there is no seat and no name any more.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Whether what they are told reaches them; not where the wire has no words, or not yet.</summary>
    public virtual bool CanHear => true;

    protected DoorContext Context => context;

    /// <summary>What whoever writes too fast is told, once.</summary>
    protected virtual string WritesTooFast => ChatAllowance.Notice;

    /// <param name="name">Cleaned.</param>
    /// <returns>False when somebody bears it.</returns>
    public bool TryTakeName(string name)
    {
        var isFree = context.Names.TryTake(name, this);
        Name = isFree ? name : Name;
        return isFree;
    }

    /// <summary>
    /// Takes the name of an account whose owner they have proved to be. A guest who bears it from before it was registered goes. False when
    /// the account is here already.
    /// </summary>
    /// <param name="name">As the account has it.</param>
    /// <param name="account">Its key.</param>
    public bool TryTakeOwnName(string name, string account)
    {
        Account = account;
        if (context.Names.Find(name) is { } bearer && bearer.Account != account)
            bearer.Drop(Reason.NameRegistered);
        return TryTakeName(name);
    }

    /// <summary>The ban that keeps them out under a name, or null.</summary>
    /// <param name="name">Cleaned; empty for none yet.</param>
    public Ban? FindBan(string name = "") => context.Admission.Bans.Find(Source, name.Length == 0 ? "" : DisplayText.UniqueKey(name));

    /// <summary>Takes the name, or it with the first number behind it that makes it free.</summary>
    /// <param name="name">Cleaned.</param>
    /// <param name="limit">Code points of the whole.</param>
    public void TakeName(string name, int limit = Limits.NameCodePoints) => Name = context.Names.TakeNumbered(name, this, limit);

    /// <summary>Takes the first free name of those that are a number behind some words.</summary>
    public void TakeNextName(string before) => Name = context.Names.TakeNext(before, this);

    /// <summary>Nobody bears the name any more, and who was refused may come with another.</summary>
    public void GiveNameBack()
    {
        context.Names.Release(Name);
        Name = "";
    }

    /// <summary>Whether they may not come in under a name, or from where they are; then they have been told, and are gone and counted.</summary>
    /// <param name="name">Cleaned; empty for none yet.</param>
    public bool LeavesBanned(string name = "")
    {
        if (FindBan(name) is not { } ban)
            return false;

        context.Metrics.CountDrop(DropCause.Refused);
        Drop(Reason.Banned, ban.Text);
        return true;
    }

    /// <summary>Takes a seat; false when there is none.</summary>
    /// <param name="room">Where.</param>
    /// <param name="character">As <see cref="PlayerJoin.Character"/>; kept until the world has taken it.</param>
    public bool TryJoin(Room room, ReadOnlyMemory<byte> character = default)
    {
        // Doors tell people why; this is for one that does not ask.
        if (FindBan(Name) is not null || !room.TryJoin(Name, isBot: false, character, out var seat))
            return false;

        (Room, Seat) = (room, seat);
        return true;
    }

    /// <summary>Watches a room without a seat; false when too many do.</summary>
    public bool TryWatch(Room room)
    {
        var may = FindBan(Name) is null && room.TryWatch();
        Room = may ? room : null;
        return may;
    }

    /// <summary>
    /// Goes on in the room that took the place of theirs, with a seat or without as before; false when there is none for them. The old seat
    /// ends with its room.
    /// </summary>
    public bool TryMove(Room next)
    {
        var watches = Seat is null;
        var (room, seat) = (Room, Seat);
        (Room, Seat, IsIn) = (null, null, false);
        if (watches ? TryWatch(next) : TryJoin(next))
            return true;

        (Room, Seat) = (room, seat);
        return false;
    }

    /// <summary>Queues a rare act. False when the avatar is not there or too many wait, which is counted.</summary>
    public bool TryAct(in PlayerAction action)
    {
        var isQueued = Seat is { } seat && seat.TryAct(action);
        Count(isQueued, DropCause.ActionOverflow);
        return isQueued;
    }

    /// <summary>Something that they wrote: a command behind a slash, or talk for everybody in the room.</summary>
    public void Say(string raw)
    {
        if (!TryClean(raw, out var text))
            return;

        if (text[0] == CommandMark)
            Obey(text[1..]);
        else
            Chat(text);
    }

    /// <summary>Whether they may say something now; if not, that is counted, and told the first time.</summary>
    public bool MaySpeak()
    {
        var may = _chat.TryTake(context.Clock.Now, out var isFirstRefusal);
        Count(may, DropCause.Rate);
        if (isFirstRefusal)
            Tell(WritesTooFast);

        return may;
    }

    /// <summary>What they wrote as others may see it. False when they may not speak now or there is nothing to see, both counted.</summary>
    public bool TryClean(string raw, out string text)
    {
        text = "";
        if (!MaySpeak())
            return false;

        text = Clean(raw);
        Count(text.Length != 0, DropCause.Empty);
        return text.Length != 0;
    }

    /// <summary>Tells them something that nobody else hears, a line each.</summary>
    public virtual void Tell(string text)
    {
        if (!CanHear)
            return;

        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace() && ++lines <= LongestAnswerLines)
                TellLine(line);
        }

        if (lines > LongestAnswerLines)
            TellLine($"... and {lines - LongestAnswerLines} more.");
    }

    /// <summary>Somebody says something that only they hear; false when they cannot.</summary>
    /// <param name="from">Who, cleaned.</param>
    /// <param name="text">Cleaned.</param>
    public bool HearWhisper(string from, string text)
    {
        Tell(WhisperOf(from, text));
        return CanHear;
    }

    /// <summary>Changes what they may do and tells them so.</summary>
    public void ChangeRole(PlayerRole role)
    {
        Role = role;
        TellRole();
    }

    /// <summary>Ends their connection, tells them why, and ends the stay.</summary>
    /// <param name="reason">For the others.</param>
    /// <param name="text">For themselves; when it is empty, what their door says for the reason.</param>
    public void Drop(Reason reason, string text = "")
    {
        if (!HasLeft)
        {
            Close(reason, text.Length == 0 ? FarewellOf(reason) : text);
            Leave(reason);
        }
    }

    /// <summary>Ends the stay: seat and name are free again. Their connection has ended, or is ended by the caller.</summary>
    public void Leave(Reason reason)
    {
        if (HasLeft)
            return;

        HasLeft = true;
        OnLeaving(reason);
        if (Seat is { } seat)
            seat.Room.Leave(seat, reason);
        else
            Room?.StopWatching();

        (Room, Seat, IsIn) = (null, null, false);
        if (Name.Length != 0)
            context.Names.Release(Name);
    }

    /// <summary>Ends the connection.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="text">The same for a person; a wire without words loses it.</param>
    protected abstract void Close(Reason reason, string text);

    /// <summary>Sends one line, not empty; a wire without words loses it.</summary>
    protected virtual void TellLine(ReadOnlySpan<char> line)
    {
    }

    /// <summary>The stay is about to end: what the door itself keeps of it goes. Seat and name are still there.</summary>
    protected virtual void OnLeaving(Reason reason)
    {
    }

    protected virtual void TellRole() =>
        Tell(Role == PlayerRole.Operator ? "You are an operator now." : "You are no operator any more.");

    protected virtual string WhisperOf(string from, string text) => $"{from} whispers: {text}";

    /// <summary>What they are told about the end where nobody has said more.</summary>
    protected virtual string FarewellOf(Reason reason) => ReasonText.Of(reason);

    /// <summary>Cleans what they wrote; nothing when nothing of it can be seen.</summary>
    protected virtual string Clean(string raw) => DisplayText.CleanChat(raw);

    /// <summary>Does what a line says that is a command, without its slash.</summary>
    protected virtual void Obey(string line) => Tell(context.Operators.Answer(this, line));

    /// <summary>Says something clean to everybody in the room.</summary>
    protected virtual void Chat(string text) => Room?.Chat(Seat?.Slot ?? PlayerSlot.None, Name, text);

    private void Count(bool wasTaken, DropCause cause)
    {
        if (!wasTaken)
            context.Metrics.CountDrop(cause);
    }
}
