using System.Globalization;
using Ecs.Client;
using Ecs.Protocol;

namespace Ecs.Load;

/// <summary>
/// As whom the clients of a load play: guests with numbers, or the owners of accounts, which a file names. Passwords and tokens come from a file
/// because other users of the machine can read a command line.
/// </summary>
internal sealed class LoadAccounts
{
    private readonly string _names;
    private readonly IReadOnlyList<(string Name, string Secret)> _accounts;

    private LoadAccounts(string names, IReadOnlyList<(string Name, string Secret)> accounts)
    {
        _names = names;
        _accounts = accounts;
    }

    /// <summary>Guests.</summary>
    /// <param name="names">What their names begin with.</param>
    public static LoadAccounts Guests(string names) => new(names, []);

    /// <summary>Guests, or the first so many lines of a file: a name, a tab, and a password or a token of the account. False with one line of fault.</summary>
    public static bool TryRead(LoadOptions options, out LoadAccounts accounts, out string fault)
    {
        accounts = Guests(options.Names);
        fault = "";
        if (options.AccountsFile.Length == 0)
            return true;
        try
        {
            var read = File.ReadLines(options.AccountsFile).Where(static line => line.Length != 0).Select(SplitLine).Take(options.Clients).ToArray();
            if (read.Length < options.Clients)
                fault = string.Create(CultureInfo.InvariantCulture, $"--accounts-file: {options.AccountsFile} has {read.Length} accounts for {options.Clients} clients");
            else if (Array.Exists(read, static account => account.Name.Length == 0 || account.Secret.Length == 0))
                fault = $"--accounts-file: a line of {options.AccountsFile} is not a name, a tab, and a password or token";
            accounts = new(options.Names, read);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            fault = $"--accounts-file: {missing.Message}";
        }

        return fault.Length == 0;
    }

    /// <param name="number">From 0 on.</param>
    public ClientOptions OptionsOf(int number)
    {
        if (_accounts.Count == 0)
            return new ClientOptions { Name = string.Create(CultureInfo.InvariantCulture, $"{_names}-{number}") };
        var (name, secret) = _accounts[number];
        return AccountToken.TryParse(secret, out _)
            ? new ClientOptions { Name = name, Token = secret }
            : new ClientOptions { Name = name, Password = secret };
    }

    private static (string Name, string Secret) SplitLine(string line) => line.Split('\t', 2) is [var name, var secret] ? (name, secret) : ("", "");
}
