namespace Raylib_cs;

/// <summary>A truth value as C returns it: one byte, anything but zero is true.</summary>
public readonly struct CBool
{
    public sbyte Value { get; init; }

    public static implicit operator bool(CBool value) => value.Value != 0;

    public static implicit operator CBool(bool value) => new() { Value = value ? (sbyte)1 : (sbyte)0 };
}
