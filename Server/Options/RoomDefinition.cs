namespace Ecs.Server.Options;

/// <summary>A room that the server opens at the start.</summary>
/// <param name="Name">What clients ask for: 1 to 32 of a-z, A-Z, 0-9, '-' and '_'.</param>
/// <param name="Mode">A name of the table of games.</param>
public sealed record RoomDefinition(string Name, string Mode)
{
    public const int NameLimit = 32;

    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'))
                return false;
        }

        return name.Length is >= 1 and <= NameLimit;
    }
}
