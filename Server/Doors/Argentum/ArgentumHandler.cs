using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Inputs;

namespace Ecs.Server.Doors.Argentum;

/// <summary>What somebody in the world says: acts go to the room, questions are answered, talk is passed on.</summary>
internal sealed class ArgentumHandler(ArgentumAnswers answers, DoorContext context, Room room, ArgentumFeed feed)
{
    public void Hear(ArgentumGuest client, ArgentumClientMessage message, PacketReader packet)
    {
        switch (message)
        {
            case ArgentumClientMessage.Talk or ArgentumClientMessage.Yell:
                client.Say(packet.Text());
                break;
            case ArgentumClientMessage.Whisper:
                Whisper(client, packet.Text(), packet.Text());
                break;
            case ArgentumClientMessage.Quit or ArgentumClientMessage.Ping or ArgentumClientMessage.Resuscitate or ArgentumClientMessage.ResuscitationSafeToggle:
                answers.Answer(client, message);
                break;
            case ArgentumClientMessage.RequestPositionUpdate:
                feed.TellPosition(client);
                break;
            case ArgentumClientMessage.RequestAttributes:
                TellAttributes(client);
                break;
            case ArgentumClientMessage.RequestSkills:
                client.Tell(ArgentumTexts.NoSkills);
                break;
            case ArgentumClientMessage.Online or ArgentumClientMessage.Help or ArgentumClientMessage.RequestStats or ArgentumClientMessage.RequestMotd or ArgentumClientMessage.Uptime:
                Inform(client, message);
                break;
            case ArgentumClientMessage.LeftClick or ArgentumClientMessage.DoubleClick:
                feed.TellTile(client, packet.Byte(), packet.Byte());
                break;
            case var other when UnservedMessages.LayoutOf((byte)other) is not null:
                context.Metrics.CountDrop(DropCause.UnknownMessage);
                client.TellOnce((byte)other, ArgentumTexts.NotHere);
                break;
            default:
                client.MaySayKindOfMove = message == ArgentumClientMessage.MoveItem;
                Act(client, ActionOf(message, ref packet));
                break;
        }
    }

    private static PlayerAction ActionOf(ArgentumClientMessage message, ref PacketReader packet) => message switch
    {
        ArgentumClientMessage.Walk => new(PlayerActionCode.Step, packet.Byte(), 0),
        ArgentumClientMessage.ChangeHeading => new(PlayerActionCode.Turn, packet.Byte(), 0),
        ArgentumClientMessage.Attack => new(PlayerActionCode.Strike, 0, 0),
        ArgentumClientMessage.PickUp => new(PlayerActionCode.PickUp, 0, 0),
        ArgentumClientMessage.SafeToggle => new(PlayerActionCode.ToggleSafety, 0, 0),
        ArgentumClientMessage.Drop => new(PlayerActionCode.DropItem, packet.Byte(), packet.Short()),
        ArgentumClientMessage.UseItem => new(PlayerActionCode.UseItem, packet.Byte(), 0),
        ArgentumClientMessage.EquipItem => new(PlayerActionCode.EquipItem, packet.Byte(), 0),
        ArgentumClientMessage.MoveItem => new(PlayerActionCode.MoveItem, packet.Byte(), packet.Byte()),
        _ => default,
    };

    private void Act(ArgentumGuest client, in PlayerAction action)
    {
        if (action.Code == PlayerActionCode.None)
        {
            context.Metrics.CountDrop(DropCause.OutOfOrder); // Dice and logins of somebody who is in already.
            return;
        }

        if (!client.TryAct(action) && action.Code == PlayerActionCode.Step)
            feed.TellPosition(client); // The client has gone ahead by itself.
    }

    /// <summary>Commands that clients have messages of their own for; they may come as fast as typed ones.</summary>
    private void Inform(ArgentumGuest client, ArgentumClientMessage message)
    {
        if (client.MaySpeak())
            answers.Answer(client, message);
    }

    private void Whisper(ArgentumGuest client, string to, string raw)
    {
        if (client.TryClean(raw, out var text))
        {
            var listener = context.Names.Find(to);
            client.Tell(listener?.HearWhisper(client.Name, text) == true
                ? $"Le susurras a {listener.Name}: {text}"
                : ArgentumTexts.NobodyOfThatName);
        }
    }

    private void TellAttributes(ArgentumGuest client)
    {
        room.World.TryRead(client.Seat!.Avatar, out Character character);
        var attributes = new DiceThrow(
            character.Strength, character.Agility, character.Intelligence, character.Charisma, character.Constitution);
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        client.Send(packet[..SessionPackets.Attributes(packet, attributes)]);
    }
}
