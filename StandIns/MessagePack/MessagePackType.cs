namespace MessagePack;

/// <summary>The families of the format. <see cref="Unknown"/> is the one first byte that the format never uses, 0xc1.</summary>
public enum MessagePackType : byte
{
    Unknown = 0,
    Integer = 1,
    Nil = 2,
    Boolean = 3,
    Float = 4,
    String = 5,
    Binary = 6,
    Array = 7,
    Map = 8,
    Extension = 9,
}
