using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Argentum;

namespace Ecs.Server.Doors.Argentum;

/// <summary>What concerns one player alone: stats, inventory, remarks of the rules, blows given and taken.</summary>
/// <param name="room">Whose events.</param>
/// <param name="characters">The characters of the map.</param>
/// <param name="bySlot">The clients that are told, by seat.</param>
internal sealed class PlayerFeed(Room room, CharacterIndex characters, ArgentumGuest?[] bySlot)
{
    private const byte FullNeed = 100;
    private const byte EntryWave = 3;
    private const byte HitWave = 10;
    private const byte MissWave = 12;
    private const int BloodFx = 10;
    private const int BodyParts = 6;

    public void Tell(in WorldEvent happened)
    {
        var client = happened.Slot.IsNone ? null : bySlot[happened.Slot.Value];
        switch (happened.Kind)
        {
            case WorldEventKind.StatsChanged when client is not null:
                TellStats(client);
                break;
            case WorldEventKind.InventoryChanged when client is not null:
                TellInventory(client, happened.ItemSlot);

                // Saved at once: a server that dies must not give a thing back to who dropped it while somebody else keeps it.
                client.NextSave = TimeSpan.Zero;
                break;
            case WorldEventKind.Remarked when client is not null:
                var line = new LineWriter(stackalloc char[PacketWriter.TextLimit]);
                ArgentumTexts.Write(ref line, (ArgentumRemark)happened.Remark, happened.RemarkNumber);
                Say(client, line.Text);
                break;
            case WorldEventKind.Hit:
                TellHit(happened);
                break;
            case WorldEventKind.Swung:
                TellSwing(happened);
                break;
            case WorldEventKind.Died:
                TellDeath(happened);
                break;
            default:
                break;
        }
    }

    /// <summary>The first part of the welcome: stats, needs, the first spell and a sound.</summary>
    public void Greet(ArgentumGuest client)
    {
        room.World.TryRead(client.Seat!.Avatar, out client.ShownHealth);
        room.World.TryRead(client.Seat.Avatar, out client.ShownVitals);
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        var length = StatsPackets.UpdateUserStats(packet, client.ShownHealth, client.ShownVitals);
        client.Send(packet[..length]);
        client.Send(packet[..length]);
        TellNeeds(client, client.ShownVitals);
        client.Send(packet[..ThingPackets.ChangeSpellSlot(packet, 1, 1, "Dardo Mágico")]);
        client.Send(packet[..ThingPackets.PlayWave(packet, EntryWave, 0, 0)]);
    }

    /// <summary>What a step has left of the breath: said after each one, whether breath has come back in the same tick or not.</summary>
    public void TellStamina(ArgentumGuest client)
    {
        if (room.World.TryRead(client.Seat!.Avatar, out Vitals vitals))
        {
            client.ShownVitals.Stamina = vitals.Stamina;
            Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
            client.Send(packet[..StatsPackets.UpdateStamina(packet, vitals.Stamina)]);
        }
    }

    /// <param name="client">Whose inventory.</param>
    /// <param name="slot">From 1; 0 for all slots that have something in them.</param>
    public void TellInventory(ArgentumGuest client, int slot)
    {
        if (!room.World.TryRead(client.Seat!.Avatar, out Inventory inventory))
            return;

        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        for (var number = 1; number <= Inventory.SlotCount; number++)
        {
            var item = inventory.Items[number - 1];
            if (number == slot || (slot == 0 && item != 0))
            {
                client.Send(packet[..ThingPackets.ChangeInventorySlot(
                    packet, (byte)number, WareTable.Find(item), inventory.Amounts[number - 1], inventory.Worn[number - 1] != 0)]);
            }
        }
    }

    /// <summary>One number that changed has a packet of its own; wounds and several numbers go as the whole table.</summary>
    private void TellStats(ArgentumGuest client)
    {
        if (!room.World.TryRead(client.Seat!.Avatar, out Vitals vitals) || !room.World.TryRead(client.Seat.Avatar, out Health health))
            return;

        ref readonly var shown = ref client.ShownVitals;
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        var isTable = health.Current < client.ShownHealth.Current
            || health.Max != client.ShownHealth.Max
            || vitals.MaxMana != shown.MaxMana
            || vitals.MaxStamina != shown.MaxStamina
            || vitals.Level != shown.Level;
        if (isTable)
            client.Send(packet[..StatsPackets.UpdateUserStats(packet, health, vitals)]);
        else
            TellNumbers(client, packet, health, vitals);

        if (vitals.Food != shown.Food || vitals.Water != shown.Water)
            TellNeeds(client, vitals);

        client.ShownVitals = vitals;
        client.ShownHealth = health;
    }

    private static void TellNumbers(ArgentumGuest client, Span<byte> packet, in Health health, in Vitals vitals)
    {
        ref readonly var shown = ref client.ShownVitals;
        if (vitals.Stamina != shown.Stamina)
            client.Send(packet[..StatsPackets.UpdateStamina(packet, vitals.Stamina)]);

        if (vitals.Mana != shown.Mana)
            client.Send(packet[..StatsPackets.UpdateMana(packet, vitals.Mana)]);

        if (health.Current != client.ShownHealth.Current)
            client.Send(packet[..StatsPackets.UpdateHitPoints(packet, health.Current)]);

        if (vitals.Gold != shown.Gold)
            client.Send(packet[..StatsPackets.UpdateGold(packet, vitals.Gold)]);

        if (vitals.Experience != shown.Experience)
            client.Send(packet[..StatsPackets.UpdateExperience(packet, vitals.Experience)]);
    }

    private static void TellNeeds(ArgentumGuest client, in Vitals vitals)
    {
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        client.Send(packet[..StatsPackets.UpdateHungerAndThirst(packet, FullNeed, vitals.Water, FullNeed, vitals.Food)]);
    }

    private void TellHit(in WorldEvent hit)
    {
        var attacker = hit.Other.IsNone ? null : bySlot[hit.Other.Value];
        var victim = hit.Slot.IsNone ? null : bySlot[hit.Slot.Value];
        if (attacker is not null)
        {
            var line = new LineWriter(stackalloc char[PacketWriter.TextLimit]);
            line.TryAdd("Le has pegado a ");
            line.TryAdd(NameOf(characters.RowOf(hit.Subject)));
            ArgentumTexts.AddNumber(ref line, " por ", hit.HitPointsLost, ".");
            Say(attacker, line.Text);
        }

        if (victim is null)
            return;

        if (hit.Other.IsNone)
        {
            var part = (byte)(1 + (room.World.Tick.Value + (uint)hit.HitPointsLeft) % BodyParts);
            Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
            victim.Send(packet[..CharacterPackets.CreatureHit(packet, part, hit.HitPointsLost)]);
        }
        else
        {
            var line = new LineWriter(stackalloc char[PacketWriter.TextLimit]);
            line.TryAdd(NameOf(characters.RowOf(hit.Other)));
            ArgentumTexts.AddNumber(ref line, " te ha pegado por ", hit.HitPointsLost, ".");
            Say(victim, line.Text);
            ShowHit(victim, characters.RowOf(hit.Other));
        }
    }

    /// <summary>The sound of a blow comes from who gives it, the blood from who takes it.</summary>
    private void ShowHit(ArgentumGuest victim, int attacker)
    {
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        if (attacker >= 0)
            victim.Send(packet[..ThingPackets.PlayWave(packet, HitWave, characters[attacker].X, characters[attacker].Y)]);

        if (characters.RowOf(victim.Seat!.Slot) is >= 0 and var row)
            victim.Send(packet[..CharacterPackets.CreateFx(packet, characters[row].Index, BloodFx, loops: 1)]);
    }

    /// <summary>A player hears its own blow where it stands; who is hit by a creature hears and sees it, as by a player with the hit itself.</summary>
    private void TellSwing(in WorldEvent swing)
    {
        var row = characters.RowOf(swing.Subject);
        if (row < 0)
            return;

        if (swing.Slot.IsNone)
        {
            if (!swing.Other.IsNone && bySlot[swing.Other.Value] is { } victim)
                ShowHit(victim, row);
        }
        else if (bySlot[swing.Slot.Value] is { } striker)
        {
            Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
            striker.Send(packet[..ThingPackets.PlayWave(packet, swing.Struck != 0 ? HitWave : MissWave, characters[row].X, characters[row].Y)]);
        }
    }

    private void TellDeath(in WorldEvent death)
    {
        if (bySlot[death.Slot.Value] is { } victim)
            Say(victim, "Has muerto. Volverás al comienzo en unos segundos.");

        if (!death.Other.IsNone && bySlot[death.Other.Value] is { } killer)
        {
            var line = new LineWriter(stackalloc char[PacketWriter.TextLimit]);
            line.TryAdd("Has matado a ");
            line.TryAdd(NameOf(characters.RowOf(death.Subject)));
            line.TryAdd(".");
            Say(killer, line.Text);
        }
    }

    private ReadOnlySpan<char> NameOf(int row) => row >= 0 ? characters[row].Name : "alguien";

    private static void Say(ArgentumGuest client, ReadOnlySpan<char> text)
    {
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        client.Send(packet[..SessionPackets.ConsoleMessage(packet, text)]);
    }
}
