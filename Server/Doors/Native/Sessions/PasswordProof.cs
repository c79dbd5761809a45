using Ecs.Protocol;
using Ecs.Server.Storage.Accounts;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>How far somebody has come who proves to own an account: asked of the accounts' worker, or challenged and not answered yet.</summary>
/// <param name="name">As it was sent.</param>
/// <param name="client">The client's half of the nonce; default for a token.</param>
internal sealed class PasswordProof(string name, ScramNonce client)
{
    private string _nonce = "";
    private PasswordChallenge? _challenge;

    public string Name => name;

    /// <summary>Whether the worker has something of it to decide.</summary>
    public bool IsAsked { get; set; } = true;

    /// <summary>Whether a proof may come now: one.</summary>
    public bool IsChallenged => !IsAsked && _challenge is not null;

    /// <summary>Both halves of the nonce, the other one drawn here.</summary>
    public string Begin(PasswordChallenge challenge)
    {
        _challenge = challenge;
        _nonce = client.Text + ScramNonce.Create().Text;
        IsAsked = false;
        return _nonce;
    }

    /// <summary>What the proof has to be made for; it can be asked for once.</summary>
    public byte[] TakeMessage()
    {
        var message = Scram.MessageOf(name, client, _nonce, _challenge!.Salt, (uint)_challenge.Rounds);
        (IsAsked, _challenge) = (true, null);
        return message;
    }
}
