using System.Buffers;
using Ecs.Protocol;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Server.Text;
using Ecs.Simulation.Games.Argentum;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Doors.Argentum;

/// <summary>The way in: dice, new characters, names and passwords. Whoever gets through has a character and a seat.</summary>
internal sealed partial class ArgentumLogin(
    ArgentumDoor door, DoorContext context, Room room, AccountClient accounts, ArgentumOptions options, ILogger log)
{
    private const int ShortestName = 3;
    private const int LongestName = 20;
    private const int ShortestPassword = 6;
    private const int LongestPassword = 32;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÁÉÍÓÚÜÑÇÀÈÌÒÙÂÊÎÔÛÄËÏÖáéíóúüñçàèìòùâêîôûäëïö");

    private readonly byte[] _character = new byte[CharacterBytes.LongestLength];

    private DiceCup Dice => door.Dice;

    public void Throw(ArgentumGuest client)
    {
        // A tick's length is rarely a whole number of clock units; the allowance keeps three ticks at 60 a second three ticks.
        var held = TimeSpan.FromMilliseconds(options.DiceMilliseconds) - TimeSpan.FromMicroseconds(10);
        if (!client.TryThrow(Dice.Throw(), context.Clock.Now + held))
            context.Metrics.CountDrop(DropCause.Rate);
    }

    public void LogIn(ArgentumGuest client, PacketReader packet)
    {
        var (name, password) = (packet.Text(), packet.Text());
        LogVersion(log, client.Address, packet.Byte(), packet.Byte(), packet.Byte());
        if (!IsName(name) || !IsPassword(password))
        {
            Refuse(client, ArgentumTexts.Refusal(AccountOutcome.WrongCredentials));
            return;
        }

        Await(client, accounts.TryLogIn(client, client.Stream.Remote.Address, name, password, room.Options.Mode));
    }

    public void Create(ArgentumGuest client, PacketReader packet)
    {
        var (name, password) = (packet.Text(), packet.Text());
        LogVersion(log, client.Address, packet.Byte(), packet.Byte(), packet.Byte());
        var character = new Character { Race = packet.Byte(), Gender = packet.Byte(), Class = packet.Byte(), Head = (ushort)packet.Short() };
        packet.Text(); // An e-mail address, for which there is no use here: it is not kept.
        character.Home = packet.Byte();
        var dice = client.Thrown ?? Dice.Throw();
        character.Strength = dice.Strength;
        character.Agility = dice.Agility;
        character.Intelligence = dice.Intelligence;
        character.Charisma = dice.Charisma;
        character.Constitution = dice.Constitution;
        var fault = !IsName(name) ? ArgentumTexts.BadName
            : !IsPassword(password) ? ArgentumTexts.BadPassword
            : !CharacterBytes.MayBe(character) ? ArgentumTexts.BadChoice
            : context.Names.IsTaken(name) ? ArgentumTexts.Refusal(AccountOutcome.NameTaken)
            : "";
        if (fault.Length != 0)
        {
            Refuse(client, fault);
            return;
        }

        var content = _character.AsSpan(0, CharacterBytes.WriteNew(_character, character));
        Await(client, accounts.TryCreate(client, client.Stream.Remote.Address, name, password, room.Options.Mode, content));
    }

    /// <summary>Takes the account service's answers; one for somebody who is gone by now ends the session that it began.</summary>
    public void TakeAnswers()
    {
        while (accounts.TryTake(out var answer))
        {
            var client = (ArgentumGuest)answer.Owner;
            if (client.State != ArgentumState.Asking)
                answer.Character?.Leave();
            else if (answer.Character is { } character)
                Enter(client, character);
            else
                Refuse(client, ArgentumTexts.Refusal(answer.Outcome));
        }
    }

    private void Enter(ArgentumGuest client, OnlineCharacter character)
    {
        if (client.FindBan(character.Name) is { } ban)
        {
            character.Leave();
            client.Drop(Reason.Banned, ban.Text);
            return;
        }

        if (!client.TryTakeOwnName(character.Name, character.Key))
        {
            character.Leave();
            Refuse(client, ArgentumTexts.AlreadyOnline);
            return;
        }

        if (!client.TryJoin(room, character.Loaded))
        {
            client.GiveNameBack();
            character.Leave();
            Refuse(client, ArgentumTexts.RoomFull);
            return;
        }

        client.Character = character;
        client.State = ArgentumState.Entering;
        client.NextSave = context.Clock.Now + TimeSpan.FromSeconds(options.SaveSeconds);
        client.ForgetDice();
    }

    private void Await(ArgentumGuest client, bool isAsked)
    {
        client.State = ArgentumState.Asking;
        if (!isAsked)
            Refuse(client, ArgentumTexts.Busy);
    }

    /// <summary>The client may try again, but not for ever.</summary>
    private void Refuse(ArgentumGuest client, string text)
    {
        client.State = ArgentumState.Nameless;
        if (++client.Refusals >= options.LoginAttempts)
        {
            client.Drop(Reason.NotAllowed, text);
            return;
        }

        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        client.Send(packet[..SessionPackets.ErrorMessage(packet, text)]);
    }

    private static bool IsName(string name) =>
        name.Length is >= ShortestName and <= LongestName
        && DisplayText.TryCleanName(name, out var clean)
        && clean == name
        && WireText.IsWestern(name)
        && name.AsSpan().IndexOfAnyExcept(NameLetters) < 0;

    private static bool IsPassword(string password) => password.Length is >= ShortestPassword and <= LongestPassword;

    [LoggerMessage(151, LogLevel.Information, "Argentum client of {Address} has version {Major}.{Minor}.{Revision}")]
    private static partial void LogVersion(ILogger log, string address, byte major, byte minor, byte revision);
}
