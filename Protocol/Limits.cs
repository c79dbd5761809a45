using System.Globalization;
using Ecs.Simulation.Values;

namespace Ecs.Protocol;

/// <summary>
/// Every bound of the native wire, with its unit and what happens beyond it. A reader checks each before it allocates;
/// a writer never exceeds them.
/// </summary>
public static class Limits
{
    /// <summary>The one version this build speaks; a request with another is answered "wrong version".</summary>
    public const ushort Version = 5;

    /// <summary>
    /// Connect data of the carrier: that of another version is rejected with "wrong version" and both versions, anything else with "wrong
    /// protocol".
    /// </summary>
    public const string ConnectKey = "ecs/5";

    /// <summary>Bytes of a reliable message; a longer one is dropped unread (too-long).</summary>
    public const int ControlBytes = 16_384;

    /// <summary>Bytes of an unreliable message; a longer one is dropped unread (too-long), the carrier would not send it.</summary>
    public const int StreamBytes = 1_000;

    /// <summary>Bytes of the heads of IPv4 and UDP around a datagram.</summary>
    public const int OuterHeadBytes = 28;

    /// <summary>Bytes of a datagram beside a stream message in it.</summary>
    public const int DatagramHeadBytes = 1;

    /// <summary>Bytes of the longest datagram that is sent on any path.</summary>
    public const int LongestPath = StreamBytes + DatagramHeadBytes;

    /// <summary>
    /// Bytes of datagram that every path has to carry: what RFC 791 has every host of IPv4 take, 576, without its longest head. What is not
    /// measured counts as this.
    /// </summary>
    public const int ShortestPath = 548;

    /// <summary>Entities that one receiver holds; a snapshot that would bring more is malformed.</summary>
    public const int SnapshotEntities = 65_535;

    /// <summary>Values in one snapshot's view, and three for each entity: 16 MiB. A longer one is malformed.</summary>
    public const int SnapshotWords = 1 << 21;

    /// <summary>The same of all snapshots that a client keeps to start from, with what is kept for the next ones: 128 MiB. The oldest go before there are more.</summary>
    public const int HeldWords = 1 << 24;

    /// <summary>Ticks without a snapshot, at most and where there are so many in half a second: then one comes though nothing has changed.</summary>
    public const int LongestPause = 30;

    /// <summary>Milliseconds of silence after which either side counts a connection as lost.</summary>
    public const int SilenceMilliseconds = 8_000;

    /// <summary>
    /// Seconds for which a session whose connection is lost waits for its player, from the moment that the server counted it as lost.
    /// </summary>
    public const int ResumeSeconds = 30;

    /// <summary>Bytes of a datagram beside a control message in it.</summary>
    public const int ControlHeadBytes = 4;

    /// <summary>
    /// Bytes of the longest control message of a client: one datagram of the 1,024 bytes that the library begins with, since what comes in
    /// parts is dropped.
    /// </summary>
    public const int ClientControlBytes = 1_024 - ControlHeadBytes;

    /// <summary>Bytes of any text in UTF-8, however many code points its field has room for.</summary>
    public const int TextBytes = 1_000;

    /// <summary>Bytes of a chat line as others get it: with the speaker's name beside it, it is one datagram of the longest path.</summary>
    public const int ChatBytes = 880;

    /// <summary>Bytes of one operator answer, which is one datagram of the longest path.</summary>
    public const int OperatorAnswerBytes = 990;

    /// <summary>Bytes of a token: nothing but ASCII, so that the first message is one datagram of any path.</summary>
    public const int TokenBytes = TokenCodePoints;

    // Texts, in Unicode code points; a longer one makes its message out of range, a writer cuts it.

    /// <summary>Code points of a name as asked for; the server cleans and cuts it to <see cref="NameCodePoints"/>.</summary>
    public const int RequestedNameCodePoints = 64;
    public const int NameCodePoints = 24;
    public const int TokenCodePoints = 128;
    public const int RoomCodePoints = 32;
    public const int ModeCodePoints = 32;
    public const int MapCodePoints = 64;
    public const int ServerNameCodePoints = 64;

    /// <summary>Code points of a room's password.</summary>
    public const int RoomPasswordCodePoints = 64;

    /// <summary>Code points of a chat line or operator line as typed; chat is cleaned and cut to <see cref="ChatCodePoints"/>.</summary>
    public const int TypedLineCodePoints = 512;
    public const int ChatCodePoints = 256;

    /// <summary>Code points of the text beside a <see cref="Reason"/>.</summary>
    public const int ReasonTextCodePoints = 128;

    /// <summary>Code points of one operator answer; a longer answer goes as several.</summary>
    public const int OperatorAnswerCodePoints = 1_000;

    // Counts; a larger one makes its message out of range.

    /// <summary>Rooms in one list; a server with more lists the first ones.</summary>
    public const int ListedRooms = 32;

    /// <summary>Bytes of the name of a room's map in it, so that the longest list is one control message.</summary>
    public const int ListedMapBytes = 200;

    /// <summary>Events in one message; a tick with more sends several.</summary>
    public const int EventsPerMessage = 256;

    /// <summary>Fields of a schema: 63 of each of the five kinds.</summary>
    public const int SchemaFields = 315;

    /// <summary>Code points of the name of a component or of a field.</summary>
    public const int SchemaCodePoints = 64;

    /// <summary>Slots in which things are carried, of those that a client is told.</summary>
    public const int CarrySlots = 64;

    /// <summary>Code points of the name of a thing.</summary>
    public const int ThingCodePoints = 32;

    /// <summary>Players in one report to operators; a fuller room has its first ones in it.</summary>
    public const int DiagnosticsPlayers = 128;

    /// <summary>Causes of bytes in it.</summary>
    public const int DiagnosticsCauses = 16;

    // Passwords.

    /// <summary>Code points of both halves of a challenge's nonce; each half has <see cref="NonceCodePoints"/>.</summary>
    public const int ChallengeNonceCodePoints = 64;

    /// <summary>Code points of the half that one side draws: 144 bits as letters of Base64.</summary>
    public const int NonceCodePoints = 24;

    /// <summary>Bytes of the salt of a password; any other number is out of range.</summary>
    public const int SaltBytes = 16;

    /// <summary>Bytes of a proof and of a signature; any other number is out of range.</summary>
    public const int ProofBytes = 32;

    /// <summary>Rounds that a client may be asked to hash a password in; fewer would give it away to whoever asks, more take too long.</summary>
    public const int RoundsMin = 4_096;
    public const int RoundsMax = 10_000_000;

    // Inputs.

    /// <summary>Bytes of an input's body.</summary>
    public const int InputBodyBytes = 960;

    /// <summary>Commands in one input; older unconfirmed ones are no longer repeated and count as lost.</summary>
    public const int CommandsPerInput = 48;

    /// <summary>Ticks ahead that the server keeps commands for; a command further ahead is dropped (from the future).</summary>
    public const int InputBufferTicks = 32;

    // Snapshots.

    /// <summary>Bytes of one part's body; with the frame around it the part stays within <see cref="StreamBytes"/>.</summary>
    public const int SnapshotPartBytes = 980;

    /// <summary>Bytes of a whole snapshot body: 32 of the longest parts. What needs more comes with the next ones.</summary>
    public const int SnapshotBodyBytes = 32 * SnapshotPartBytes;

    /// <summary>Parts of the longest snapshot on the shortest path.</summary>
    public const int SnapshotParts = 60;

    // Maps.

    /// <summary>Bytes of a packed map; a room with a longer one refuses to tell it (map too long).</summary>
    public const int MapBytes = 131_072;

    /// <summary>Bytes of a part of a map beside its body, at most.</summary>
    public const int MapPartHeadBytes = 18;

    /// <summary>Bytes of one part's body; with what is around it the part is one datagram of the longest path.</summary>
    public const int MapPartBytes = LongestPath - ControlHeadBytes - MapPartHeadBytes;

    /// <summary>Parts of the longest map on the shortest path.</summary>
    public const int MapParts = (MapBytes / (ShortestPath - ControlHeadBytes - MapPartHeadBytes)) + 1;

    // Rates that a server may announce.

    /// <summary>Ticks per second.</summary>
    public const int TickRateMin = 20;
    public const int TickRateMax = 240;

    /// <summary>Ticks from one snapshot to the next.</summary>
    public const int SnapshotDivisorMax = 240;

    /// <summary>Seats that a slot may name; the largest room.</summary>
    public const int Slots = PlayerSlot.Limit;

    /// <summary>Bytes that reading any one packet may allocate, refused or not.</summary>
    public const int AllocationBytes = 4_096;

    private const string KeyMark = "ecs/";

    /// <summary>Whether connect data is that of a version of this wire, and of which.</summary>
    public static bool TryGetVersion(string connectKey, out ushort version)
    {
        ArgumentNullException.ThrowIfNull(connectKey);
        version = 0;
        return connectKey.StartsWith(KeyMark, StringComparison.Ordinal)
            && ushort.TryParse(connectKey.AsSpan(KeyMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}
