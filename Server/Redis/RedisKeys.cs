namespace Ecs.Server.Redis;

/// <summary>The names of everything that is kept or published, as <c>docs/storage.md</c> lists them.</summary>
internal static class RedisKeys
{
    /// <summary>Of settings.</summary>
    public const string Settings = "config:server:";

    /// <summary>Of accounts.</summary>
    public const string Account = "account:";

    /// <summary>Of bans.</summary>
    public const string Ban = "ban:";

    /// <summary>Of bans of addresses, behind <see cref="Ban"/>; in a name a colon is escaped, so none begins like this.</summary>
    public const string Address = "address:";

    /// <summary>The mode whose characters need not say it.</summary>
    private const string PlainMode = "argentum";

    /// <summary>An account's key, or a banned name, as a part of a key: without colons.</summary>
    public static string Escape(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);

    /// <summary>What was escaped.</summary>
    public static string Unescape(string text) =>
        text.Replace("%3A", ":", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    /// <summary>What stands for an account's character, and its session, in a mode.</summary>
    public static string IdOf(string account, string mode) =>
        mode is PlainMode or "" ? Escape(account) : $"{Escape(account)}:{Escape(mode)}";
}
