using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Guards;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Arena;

/// <summary>How far a client has come; what it may say depends on it.</summary>
internal enum ArenaState
{
    /// <summary>Only a name is heard.</summary>
    Connected,

    /// <summary>Only the wish to enter is heard.</summary>
    Authenticated,

    /// <summary>Has a seat; the world or the others may not know yet.</summary>
    InGame,
}

/// <summary>One client of the arena door: what it has proved, what it wants and whom it sees.</summary>
internal sealed class ArenaGuest(DoorContext context, WebSocketConnection connection, int tickRate) : WebSocketGuest(context, connection)
{
    private const int KeptLimit = 8;

    /// <summary>Code points of a line that the server says to one player.</summary>
    private const int LongestLine = 500;

    private readonly byte[] _buffer = new byte[ArenaWriter.UsualLength];
    private string _shownName = "";

    public ArenaState State { get; set; }

    /// <summary>As the player wrote it, cleaned: this wire tells people apart by number and lets them share a name.</summary>
    public override string ShownName => _shownName;

    public ArenaInputs Inputs { get; } = new(tickRate);

    public ArenaIdMap Ids { get; } = new();

    /// <summary>What came before the player was in.</summary>
    public BoundedQueue<byte[]> Early { get; } = new(KeptLimit);

    /// <summary>Whatever our own rate is, the client sends at its screen's.</summary>
    public TrafficMeter Meter { get; } = new(Math.Max(ArenaInputs.MovesPerSecond, tickRate));

    /// <summary>Takes a name for the wished one, which is shown as it is.</summary>
    /// <param name="wished">Cleaned; may be empty.</param>
    /// <param name="otherwise">For those who show none.</param>
    public void TakeName(string wished, string otherwise)
    {
        _shownName = wished;
        TakeName(wished.Length == 0 ? otherwise : wished);
    }

    /// <summary>Lines that belong together go out together, as long as a message holds them.</summary>
    public override void Tell(string text)
    {
        var chat = new ArenaWriter(_buffer, ArenaAnswer.Chat);
        var isFirst = true;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var shown = TextCut.Fit(line, LongestLine, int.MaxValue);
            if (chat.Left < shown.Length * ArenaWriter.BytesPerUnit)
            {
                Send(ref chat);
                chat = new ArenaWriter(_buffer, ArenaAnswer.Chat);
                isFirst = true;
            }

            chat.Add(isFirst ? "" : "\n");
            chat.AddPlain(shown);
            isFirst = false;
        }

        Send(ref chat);
    }

    protected override void Close(Reason reason, string text) => Connection.Close(WebSocketCloseCode.Normal, text);

    private void Send(ref ArenaWriter chat)
    {
        chat.EndString();
        Connection.Send(chat.Message);
    }
}
