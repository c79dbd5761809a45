using System.Text;

namespace Ecs.Server.Options;

/// <summary>Every option with its value and where that comes from, a line each: <c>KEY = VALUE  # SOURCE</c>. Of a secret there is no byte.</summary>
public static class SettingsText
{
    /// <summary>Stands for a secret.</summary>
    public const string Hidden = "(hidden)";

    private const string Default = "default";
    private const int TextLimit = 2000;

    /// <param name="given">What sources say; what nobody says has its default.</param>
    public static string Of(IReadOnlyList<GivenSetting> given)
    {
        var text = new StringBuilder();
        foreach (var entry in OptionTable.All)
        {
            GivenSetting[] own = [.. given.Where(setting => OptionTable.Find(setting.Key, out _) == entry).OrderBy(static setting => setting.Key, StringComparer.OrdinalIgnoreCase)];

            // What is said for some rooms leaves the others as they are.
            var hasOwn = Array.Exists(own, static setting => OptionTable.Find(setting.Key, out var room) is not null && room.Length == 0);
            if (!hasOwn && !(entry.NeedsRoom && own.Length != 0))
                Add(text, entry.Key, entry.Default, Default);
            foreach (var setting in own)
                Add(text, NameOf(entry, setting.Key), Show(entry, setting.Text), setting.Source);
        }

        return text.ToString();
    }

    /// <summary>The key as the table has it, with the room as it was written.</summary>
    private static string NameOf(OptionEntry entry, string key)
    {
        OptionTable.Find(key, out var room);
        return room.Length == 0 ? entry.Key : $"{entry.Key}:{OptionText.Escape(room, 100)}";
    }

    private static string Show(OptionEntry entry, string text)
    {
        if (text.Length == 0)
            return "\"\"";
        if (entry.IsSecret)
            return Hidden;
        return OptionText.Escape(entry.HoldsPassword ? RoomDefinition.Mask(text, Hidden) : text, TextLimit);
    }

    private static void Add(StringBuilder text, string key, string value, string source) =>
        text.Append(key).Append(" = ").Append(value).Append("  # ").Append(source).Append('\n');
}
