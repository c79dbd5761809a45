using System.Security.Cryptography;
using Ecs.Protocol;
using Ecs.Protocol.Messages;

namespace Ecs.Client;

/// <summary>
/// Proves a password without sending it. Hashing takes a good part of a second and happens on another thread, so that a frame never waits for it.
/// </summary>
/// <param name="name">As it stands in the request.</param>
/// <param name="password">As typed.</param>
internal sealed class PasswordLogin(string name, string password)
{
    private readonly ScramNonce _nonce = ScramNonce.Create();
    private byte[] _message = [];
    private byte[] _signature = [];
    private Task<byte[]>? _salting;

    /// <summary>What <see cref="RequestAuth"/> has instead of a token.</summary>
    public string Token => _nonce.ToToken();

    /// <summary>Whether the server has proved that it knows the account.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>False for a challenge that is none of this request's, or a second one.</summary>
    public bool TryBegin(in AuthChallenge challenge)
    {
        if (_message.Length != 0 || !_nonce.TryGetOther(challenge.Nonce, out _))
            return false;

        var (salt, rounds) = (challenge.Salt.ToArray(), (int)challenge.Rounds);
        _message = Scram.MessageOf(name, _nonce, challenge.Nonce, salt, challenge.Rounds);

        // A thread of its own: those of the pool may all be busy with what the program does.
        _salting = Task.Factory.StartNew(
            () => Scram.Salt(password, salt, rounds), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return true;
    }

    /// <summary>The proof, once, when it is ready.</summary>
    public bool TryTakeProof(out AuthProof proof)
    {
        proof = default;
        if (_salting is not { IsCompletedSuccessfully: true } salting)
            return false;

        var salted = salting.Result;
        _salting = null;
        _signature = Scram.Sign(Scram.ServerKeyOf(salted), _message);
        proof = new(Scram.Prove(Scram.ClientKeyOf(salted), _message));
        CryptographicOperations.ZeroMemory(salted);
        return true;
    }

    /// <summary>Whether what the server says is what only one can say that knows the account.</summary>
    public bool TryVerify(in AuthVerified verified)
    {
        IsVerified = _signature.Length != 0 && CryptographicOperations.FixedTimeEquals(verified.Signature.Span, _signature);
        return IsVerified;
    }
}
