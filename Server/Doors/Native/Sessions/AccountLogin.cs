using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Storage.Accounts;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>
/// Proofs of accounts (docs/protocol.md, Accounts): by password, which is challenged, or by a bearer token. The accounts' worker decides; here its
/// answers are fetched, and nothing is hashed.
/// </summary>
/// <param name="handler">Of the sessions.</param>
/// <param name="handshake">Lets in whoever has proved an account, and tells who has not.</param>
/// <param name="accounts">Null where there are none.</param>
internal sealed class AccountLogin(NativeHandler handler, Handshake handshake, AccountClient? accounts)
{
    /// <summary>Whether a token is one that accounts know; then it has been asked about.</summary>
    public bool TryBegin(NativeGuest session, in RequestAuth request)
    {
        if (ScramNonce.TryParse(request.Token, out var nonce))
            Ask(session, new(request.Name, nonce), accounts?.TryChallenge(session, SourceOf(session), request.Name));
        else if (AccountToken.TryParse(request.Token, out var token))
            Ask(session, new(request.Name, default), accounts?.TryRedeem(session, SourceOf(session), request.Name, token));
        else
            return false;
        return true;
    }

    public void Prove(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (!handler.TryRead(session, packet, out AuthProof answer))
            return;

        if (session.Proof is not { IsChallenged: true } proof)
        {
            session.Refuse(MessageId.AuthProof, Reason.OutOfOrder);
            return;
        }

        if (accounts?.TryProve(session, SourceOf(session), proof.Name, proof.TakeMessage(), answer.Proof.Span) != true)
            Fail(session, Reason.Rate);
    }

    /// <summary>What the worker has decided; an answer for somebody who is gone is nobody's.</summary>
    public void TakeAnswers()
    {
        while (accounts is not null && accounts.TryTake(out var answer))
        {
            var session = (NativeGuest)answer.Owner;
            if (session.State != NativeState.Connected || session.Proof is not { IsAsked: true } proof)
                continue;
            if (answer.Challenge is { } challenge)
                Challenge(session, proof, challenge);
            else if (answer.Account is { } account)
                Admit(session, account);
            else
                Fail(session, ReasonOf(answer.Outcome));
        }
    }

    private void Ask(NativeGuest session, PasswordProof proof, bool? isAsked)
    {
        session.Proof = proof;
        if (isAsked == true)
            return;

        // Without accounts there is nothing that it could be right for.
        Fail(session, isAsked is null ? Reason.BadToken : Reason.Rate);
    }

    private static void Challenge(NativeGuest session, PasswordProof proof, PasswordChallenge challenge)
    {
        var nonce = proof.Begin(challenge);
        session.Send(new AuthChallenge(nonce, challenge.Salt, (uint)challenge.Rounds));
    }

    private void Admit(NativeGuest session, ProvenAccount account)
    {
        session.Proof = null;
        if (!account.Signature.IsEmpty)
            session.Send(new AuthVerified(account.Signature));
        handshake.Admit(session, account);
    }

    private void Fail(NativeGuest session, Reason reason)
    {
        session.Proof = null;
        if (reason is Reason.WrongPassword or Reason.BadToken)
            handler.CountBadToken();
        handshake.Fail(session, reason, ReasonText.Of(reason));
    }

    private static Reason ReasonOf(AccountOutcome outcome) => outcome switch
    {
        AccountOutcome.WrongToken => Reason.BadToken,
        AccountOutcome.WrongCredentials or AccountOutcome.Damaged => Reason.WrongPassword,
        _ => Reason.Rate,
    };

    private static IPAddress SourceOf(NativeGuest session) => session.Source ?? IPAddress.None;
}
