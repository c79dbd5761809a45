using System.Text;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Protocol;

/// <summary>Every message of the wire once.</summary>
public static class MessageCases
{
    public static IReadOnlyList<MessageCase> All { get; } =
    [
        new MessageCase<RequestAuth>(new(2, "ana", "t0ken"), r => new(U16(r), Text(r, 64), Text(r, 128, Limits.TokenBytes))),
        new MessageCase<RequestEnter>(new("main", PlayerRole.Spectator, "hut"), r => new(Text(r, 32), (PlayerRole)r.Next(2), Text(r, 64))),
        new MessageCase<RequestRooms>(default, _ => default),
        new MessageCase<ChatSend>(new("hé \U0001F600"), r => new(Text(r, 512))),
        new MessageCase<ActionRequest>(
            new(new(PlayerActionCode.ChangeTeam, -2, 70_000)),
            r => new(new((PlayerActionCode)U16(r), S32(r), S32(r)))),
        new MessageCase<OperatorLine>(new("kick 3"), r => new(Text(r, 512))),
        new MessageCase<Leave>(default, _ => default),
        new MessageCase<Input>(new(SampleInputBody()), r => new(Bytes(r, 960)), (a, b) => a.Body.Span.SequenceEqual(b.Body.Span)),
        new MessageCase<PathProbe>(new(548), r => new((ushort)r.Next(Limits.ShortestPath, Limits.LongestPath + 1))),
        new MessageCase<PathFound>(new(1_001), r => new((ushort)r.Next(Limits.ShortestPath, Limits.LongestPath + 1))),
        new MessageCase<RequestMap>(new(0x0123_4567_89ab_cdef), r => new(U64(r))),
        new MessageCase<RequestSchema>(default, _ => default),
        new MessageCase<AuthProof>(new(Counting(Limits.ProofBytes)), r => new(Exactly(r, Limits.ProofBytes)), (a, b) => a.Proof.Span.SequenceEqual(b.Proof.Span)),
        new MessageCase<AuthSuccess>(
            new(70_001, PlayerRole.Operator, "ana", "test server", new(new UInt128(0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210)), true, true),
            r => new(U32(r), (PlayerRole)r.Next(3), Text(r, 24), Text(r, 64), new(new UInt128(U64(r), U64(r))), r.Next(2) == 0, r.Next(2) == 0)),
        new MessageCase<AuthFailure>(new(Reason.NameTaken, "taken"), r => new((Reason)r.Next(29), Text(r, 128))),
        new MessageCase<Entered>(
            new(new(300), new(5), 60, 2, new(1_000), "main", "arena", "bunkers", 0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210) { WishSpeed = 90 },
            r => new(
                new(U64(r)), Slot(r, true), (ushort)r.Next(20, 241), (byte)r.Next(1, 241), new(U32(r)),
                Text(r, 32), Text(r, 32), Text(r, 64), U64(r), U64(r)) { WishSpeed = (ushort)r.Next(32_001) }),
        new MessageCase<Refused>(
            new(MessageId.RequestEnter, Reason.NoSuchRoom, "no such room"),
            r => new((MessageId)r.Next(256), (Reason)r.Next(29), Text(r, 128))),
        new MessageCase<RoomList>(
            new(new(new RoomEntry[] { new("main", "arena", "bunkers", 3, 2, 128, false), new("två", "arena", "", 0, 0, 16, true) })),
            r => new(new(Many(r, 32, q => new RoomEntry(
                Text(q, 32), Text(q, 32), Text(q, 64, Limits.ListedMapBytes), U16(q), U16(q), U16(q), q.Next(2) == 0))))),
        new MessageCase<ChatReceived>(
            new(ChatKind.PrivateNotice, PlayerSlot.None, "", "slow down"),
            r => new((ChatKind)r.Next(4), Slot(r, true), Text(r, 24), Text(r, 256, Limits.ChatBytes))),
        new MessageCase<PlayerInfo>(
            new(new(1_023), new(ulong.MaxValue), 1, true, "bot 7"),
            r => new(Slot(r, false), new(U64(r)), (byte)r.Next(256), r.Next(2) == 0, Text(r, 24))),
        new MessageCase<PlayerGone>(new(new(9), Reason.Timeout), r => new(Slot(r, false), (Reason)r.Next(29))),
        new MessageCase<Events>(
            new(new(77), new(new WorldEvent[]
            {
                new(WorldEventKind.Hit, new(2), new(3), new(300), 20, 80),
                new(WorldEventKind.MatchWarning, PlayerSlot.None, PlayerSlot.None, default, -1, int.MinValue),
            })),
            r => new(new(U32(r)), new(Many(
                r, 256, q => new WorldEvent((WorldEventKind)q.Next(256), Slot(q, true), Slot(q, true), new(U64(q)), S32(q), S32(q)))))),
        new MessageCase<Farewell>(new(Reason.ServerStopping, ""), r => new((Reason)r.Next(29), Text(r, 128))),
        new MessageCase<OperatorAnswer>(new("2 players"), r => new(Text(r, 1_000, Limits.OperatorAnswerBytes))),
        new MessageCase<RoleChanged>(new(PlayerRole.Operator), r => new((PlayerRole)r.Next(3))),
        new MessageCase<Ecs.Protocol.Messages.Diagnostics>(
            new(9_000, 120, 900, 40, 3, 4_096, 2, 17, 9, 70_000, 5_000_000_000, 600, 700, new(new DiagnosticsPlayer[]
            {
                new(new(5), 31, 12, 300, new(77), 40),
                new(new(6), 0, DiagnosticsPlayer.UnknownLoss, 0, default, 0),
            }), new(new ulong[] { 8, 16, 70_000, 0, 0, 9_000_000_000, 24 }), new(new ulong[] { 5, 300 })),
            r => new(
                U64(r), U32(r), U32(r), U32(r), U64(r), U64(r), U32(r), U16(r), U16(r), U64(r), U64(r), U64(r), U64(r),
                new(Many(r, 128, q => new DiagnosticsPlayer(Slot(q, false), U16(q), (ushort)q.Next(1001), U64(q), new(U32(q)), U16(q)))),
                new(Many(r, Limits.DiagnosticsCauses, U64)),
                new(Many(r, Limits.SchemaFields, U64)))),
        new MessageCase<PathEcho>(new(548), r => new((ushort)r.Next(Limits.ShortestPath, Limits.LongestPath + 1))),
        new MessageCase<MapPart>(
            new(0x0123_4567_89ab_cdef, 1, 2, "map1"u8.ToArray()),
            r => { var count = r.Next(1, Limits.MapParts + 1); return new(U64(r), (byte)r.Next(count), (byte)count, Bytes(r, Limits.MapPartBytes)); },
            (a, b) => (a.Hash, a.Index, a.Count) == (b.Hash, b.Index, b.Count) && a.Body.Span.SequenceEqual(b.Body.Span)),
        new MessageCase<SchemaList>(
            new(77, new(new SchemaField[]
            {
                new(EntityKind.Avatar, "Position", "X", new(4, true, false, 256, 8, 2, 0, 1, 1, 1)),
                new(EntityKind.Avatar, "Velocity", "X", new(4, true, false, 2, 9, 8, 0, 0, 255, 0)),
            })),
            r => new(U64(r), new(Many(r, 40, q => new SchemaField((EntityKind)q.Next(1, 6), Text(q, 64), Text(q, 64), Numbers(q)))))),
        new MessageCase<AuthChallenge>(
            new("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKL", Counting(Limits.SaltBytes), 600_000),
            r => new(Text(r, 64), Exactly(r, Limits.SaltBytes), (uint)r.Next(Limits.RoundsMin, Limits.RoundsMax + 1)),
            (a, b) => (a.Nonce, a.Rounds) == (b.Nonce, b.Rounds) && a.Salt.Span.SequenceEqual(b.Salt.Span)),
        new MessageCase<AuthVerified>(
            new(Counting(Limits.ProofBytes)), r => new(Exactly(r, Limits.ProofBytes)), (a, b) => a.Signature.Span.SequenceEqual(b.Signature.Span)),
        new MessageCase<Carried>(
            new(25, new(new CarriedThing[] { new(1, 1, 5, false, CarriedUse.UsedUp, "Manzana"), new(25, 1_073, 10_000, true, CarriedUse.PutOn, "Árbol") })),
            r =>
            {
                var slots = r.Next(1, Limits.CarrySlots + 1);
                return new((byte)slots, new(Many(r, slots, q => new CarriedThing(
                    q.Next(1, Limits.CarrySlots + 1), U16(q), U16(q), q.Next(2) == 0, (CarriedUse)q.Next(256), Text(q, 32)))));
            }),
    ];

    public static TheoryData<string> Names => [.. All.Select(item => item.Name)];

    public static MessageCase Named(string name) => All.Single(item => item.Name == name);

    public static byte[] SampleInputBody()
    {
        var bytes = new byte[InputBody.LongestBytes];
        PlayerCommand[] commands =
        [
            new(new(1_003), 127, -127, new(0x1234), Buttons.Fire),
            new(new(1_002), 127, -127, new(0x1234), Buttons.Fire),
            new(new(1_001), -1, 0, new(0xffff), Buttons.None)
            {
                SeenAge = 700,
                Wish = new(IsPresent: true, Fixed.FromInt(-1), Fixed.FromInt(2), default, new(0x4321)),
            },
        ];
        return bytes[..InputBody.Write(bytes, new(990), commands)];
    }

    private static SchemaNumbers Numbers(Random random) => new(
        (byte)(1 << random.Next(4)),
        random.Next(2) == 0,
        false,
        random.Next(1, 65_537),
        (byte)random.Next(32),
        (byte)random.Next(32),
        (byte)random.Next(3),
        (byte)random.Next(3),
        random.Next(2) == 0 ? (byte)random.Next(63) : SchemaNumbers.Nothing,
        (byte)random.Next(5));

    public static string Text(Random random, int limit, int longest = Limits.TextBytes)
    {
        var text = new StringBuilder();
        for (var left = random.Next(4) == 0 ? limit : random.Next(limit + 1); left > 0; left--)
        {
            var rune = random.Next(3) switch
            {
                0 => new Rune(random.Next(0x20, 0x7f)),
                1 => new Rune(random.Next(0xd800)),
                _ => new Rune(random.Next(0x10000, 0x110000)),
            };
            if ((longest -= rune.Utf8SequenceLength) < 0)
                break;

            text.Append(rune);
        }

        return text.ToString();
    }

    public static PlayerSlot Slot(Random random, bool orNone) =>
        orNone && random.Next(4) == 0 ? PlayerSlot.None : new((ushort)random.Next(PlayerSlot.Limit));

    public static ushort U16(Random random) => (ushort)random.Next(65_536);

    /// <summary>Small, large and edge values alike: the width is drawn first.</summary>
    public static ulong U64(Random random) => (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);

    public static uint U32(Random random) => (uint)U64(random);

    public static int S32(Random random) => (int)U64(random) >> random.Next(32);

    private static byte[] Bytes(Random random, int limit)
    {
        var bytes = new byte[random.Next(1, limit + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Exactly(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>0, 1, 2 ...</summary>
    private static byte[] Counting(int length) => [.. Enumerable.Range(0, length).Select(static number => (byte)number)];

    private static T[] Many<T>(Random random, int limit, Func<Random, T> one) =>
        [.. Enumerable.Range(0, random.Next(limit + 1)).Select(_ => one(random))];
}
