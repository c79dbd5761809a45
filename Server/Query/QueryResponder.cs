using System.Buffers.Binary;
using System.Net;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;

namespace Ecs.Server.Query;

/// <summary>
/// Answers questions, without a socket: to who has not shown that they receive at their address at most as many bytes as they sent. Belongs to one
/// thread.
/// </summary>
/// <param name="facts">What never changes.</param>
/// <param name="status">What changes.</param>
/// <param name="metrics">Counts what is not answered.</param>
internal sealed class QueryResponder(QueryFacts facts, QueryStatus status, ServerMetrics metrics)
{
    /// <summary>Questions a second of one address in the long run, and at once.</summary>
    public const int Rate = 20;
    public const int Burst = 60;

    /// <summary>Likewise of all addresses.</summary>
    public const int TotalRate = 1000;
    public const int TotalBurst = 2000;

    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly AddressBuckets _buckets = new(Rate, Burst, TotalRate, TotalBurst);
    private readonly QueryChallenges _challenges = new();
    private readonly byte[][] _challenge = [new byte[9]];
    private QueryAnswers? _answers;
    private TimeSpan _answeredAt;
    private int _made;

    /// <summary>The datagrams that go back; none for what is no question, or one too many. Valid until the next question.</summary>
    public IReadOnlyList<byte[]> Answer(ReadOnlySpan<byte> datagram, SocketAddress source, TimeSpan now)
    {
        if (!QueryRequest.TryRead(datagram, out var request))
        {
            metrics.CountDrop(DropCause.BadDatagram);
            return [];
        }

        if (!_buckets.TryTake(AddressKey.Of(source), now))
        {
            metrics.CountDrop(DropCause.StrangerRate);
            return [];
        }

        return _challenges.IsGood(request.Challenge, source, now) ? AnswersAt(now).To(request.Kind) : ChallengeFor(source, now);
    }

    private QueryAnswers AnswersAt(TimeSpan now)
    {
        if (_answers is { } answers && now - _answeredAt < Age)
            return answers;
        _answeredAt = now;
        return _answers = new QueryAnswers(facts, status.Take(), _made++);
    }

    private byte[][] ChallengeFor(SocketAddress source, TimeSpan now)
    {
        var answer = _challenge[0];
        BinaryPrimitives.WriteInt32LittleEndian(answer, QueryRequest.WholeMark);
        answer[4] = (byte)'A';
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(5), _challenges.Make(source, now));
        return _challenge;
    }
}
