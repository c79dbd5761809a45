using System.Buffers.Binary;
using Ecs.Simulation.Components;
using Ecs.Simulation.Systems;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>
/// A character as bytes: what accounts keep, and what a door makes of a player's choices. Reading is total: bytes that no
/// character can have are refused.
/// </summary>
/// <remarks><code>
/// both:   | 1 format | 1 kind | 1 class | 1 race | 1 gender | 1 home | 2 head | 5 attributes |
/// lived:  | 1 safe | 1 heading | 2 x | 2 y | 2 hit points | 2 of | 2 stamina | 2 of | 2 mana | 2 of | 1 food | 1 water |
///         | 1 level | 4 gold | 4 experience | 4 for the next level | 25 x ( 2 item | 2 amount | 1 worn ) |
/// </code>Little-endian.</remarks>
public static class CharacterBytes
{
    private const byte Format = 1;
    private const byte Chosen = 0;
    private const byte Lived = 1;
    private const int ChosenLength = 13;
    private const int SlotLength = 5;
    private const int LivedLength = ChosenLength + 33 + Inventory.SlotCount * SlotLength;

    /// <summary>Bytes of the longest character.</summary>
    public const int LongestLength = LivedLength;

    /// <summary>Whether there can be such a character at all.</summary>
    public static bool MayBe(in Character character) => CharacterRules.Holds(character);

    /// <summary>A character that has not lived yet; returns the bytes used.</summary>
    public static int WriteNew(Span<byte> destination, in Character character)
    {
        WriteChoices(destination, Chosen, character);
        return ChosenLength;
    }

    internal static int Write(Span<byte> destination, in SavedCharacter saved)
    {
        WriteChoices(destination, Lived, saved.Character);
        var writer = new LittleEndianWriter(destination[ChosenLength..LivedLength]);
        writer.Byte(saved.Character.IsSafe ? (byte)1 : (byte)0);
        writer.Byte(saved.Heading);
        writer.Short(saved.X);
        writer.Short(saved.Y);
        writer.Short((ushort)saved.Health.Current);
        writer.Short((ushort)saved.Health.Max);
        writer.Short(saved.Vitals.Stamina);
        writer.Short(saved.Vitals.MaxStamina);
        writer.Short(saved.Vitals.Mana);
        writer.Short(saved.Vitals.MaxMana);
        writer.Byte(saved.Vitals.Food);
        writer.Byte(saved.Vitals.Water);
        writer.Byte(saved.Vitals.Level);
        writer.Int(saved.Vitals.Gold);
        writer.Int(saved.Vitals.Experience);
        writer.Int(saved.Vitals.NextLevel);
        for (var slot = 0; slot < Inventory.SlotCount; slot++)
        {
            writer.Short(saved.Inventory.Items[slot]);
            writer.Short(saved.Inventory.Amounts[slot]);
            writer.Byte(saved.Inventory.Worn[slot]);
        }

        return LivedLength;
    }

    /// <summary>False when the bytes are no character.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out SavedCharacter saved)
    {
        saved = default;
        if (bytes.Length < ChosenLength || bytes[0] != Format)
            return false;

        var reader = new LittleEndianReader(bytes[2..]);
        ReadChoices(ref reader, ref saved.Character);
        if (bytes[1] == Chosen && bytes.Length == ChosenLength)
        {
            saved.IsNew = true;
            return CharacterRules.Holds(saved.Character);
        }

        if (bytes[1] != Lived || bytes.Length != LivedLength || bytes[ChosenLength] > 1)
            return false;

        saved.Character.IsSafe = reader.Byte() != 0;
        saved.Heading = reader.Byte();
        saved.X = reader.Short();
        saved.Y = reader.Short();
        saved.Health = new Health { Current = reader.Short(), Max = reader.Short() };
        ReadVitals(ref reader, ref saved.Vitals);
        for (var slot = 0; slot < Inventory.SlotCount; slot++)
        {
            saved.Inventory.Items[slot] = reader.Short();
            saved.Inventory.Amounts[slot] = reader.Short();
            saved.Inventory.Worn[slot] = reader.Byte();
        }

        return TileStepSystem.IsHeading(saved.Heading)
            && saved.Health.Max > 0
            && saved.Health.Current > 0
            && saved.Health.Current <= saved.Health.Max
            && CharacterRules.Holds(saved.Character)
            && CharacterRules.Holds(saved.Vitals)
            && CharacterRules.Holds(saved.Inventory);
    }

    private static void WriteChoices(Span<byte> destination, byte kind, in Character character)
    {
        var writer = new LittleEndianWriter(destination[..ChosenLength]);
        writer.Byte(Format);
        writer.Byte(kind);
        writer.Byte(character.Class);
        writer.Byte(character.Race);
        writer.Byte(character.Gender);
        writer.Byte(character.Home);
        writer.Short(character.Head);
        writer.Byte(character.Strength);
        writer.Byte(character.Agility);
        writer.Byte(character.Intelligence);
        writer.Byte(character.Charisma);
        writer.Byte(character.Constitution);
    }

    private static void ReadChoices(ref LittleEndianReader reader, ref Character character)
    {
        character.Class = reader.Byte();
        character.Race = reader.Byte();
        character.Gender = reader.Byte();
        character.Home = reader.Byte();
        character.Head = reader.Short();
        character.Strength = reader.Byte();
        character.Agility = reader.Byte();
        character.Intelligence = reader.Byte();
        character.Charisma = reader.Byte();
        character.Constitution = reader.Byte();
    }

    private static void ReadVitals(ref LittleEndianReader reader, ref Vitals vitals)
    {
        vitals.Stamina = reader.Short();
        vitals.MaxStamina = reader.Short();
        vitals.Mana = reader.Short();
        vitals.MaxMana = reader.Short();
        vitals.Food = reader.Byte();
        vitals.Water = reader.Byte();
        vitals.Level = reader.Byte();
        vitals.Gold = reader.Int();
        vitals.Experience = reader.Int();
        vitals.NextLevel = reader.Int();
    }

    private ref struct LittleEndianWriter(Span<byte> rest)
    {
        private Span<byte> _rest = rest;

        public void Byte(byte value)
        {
            _rest[0] = value;
            _rest = _rest[1..];
        }

        public void Short(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_rest, value);
            _rest = _rest[sizeof(ushort)..];
        }

        public void Int(int value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_rest, value);
            _rest = _rest[sizeof(int)..];
        }
    }

    /// <summary>Reads bytes whose number has been compared with the layout before.</summary>
    private ref struct LittleEndianReader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public byte Byte()
        {
            var value = _rest[0];
            _rest = _rest[1..];
            return value;
        }

        public ushort Short()
        {
            var value = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
            _rest = _rest[sizeof(ushort)..];
            return value;
        }

        public int Int()
        {
            var value = BinaryPrimitives.ReadInt32LittleEndian(_rest);
            _rest = _rest[sizeof(int)..];
            return value;
        }
    }
}
