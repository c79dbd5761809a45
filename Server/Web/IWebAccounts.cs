using System.Net;
using Ecs.Server.Base;

namespace Ecs.Server.Web;

/// <summary>
/// The accounts behind the page. Called from many threads at once, none of them the tick's; an answer may take as long as a password's hash.
/// Names and passwords are any text of at most 1,000 characters, and the connection was found private enough for them before.
/// </summary>
public interface IWebAccounts
{
    AccountPolicy Policy { get; }

    /// <summary>Makes an account, and logs in.</summary>
    /// <param name="name">As asked for.</param>
    /// <param name="password">In clear.</param>
    /// <param name="source">Whose guesses are counted.</param>
    /// <param name="end">The request is gone.</param>
    Task<WebAccountAnswer> RegisterAsync(string name, string password, IPAddress source, CancellationToken end);

    /// <summary>Logs in: the answer has a token for the native wire.</summary>
    /// <inheritdoc cref="RegisterAsync"/>
    Task<WebAccountAnswer> LogInAsync(string name, string password, IPAddress source, CancellationToken end);

    /// <summary>Another password; tokens that are out end.</summary>
    /// <inheritdoc cref="RegisterAsync"/>
    Task<WebAccountAnswer> ChangePasswordAsync(string name, string password, string newPassword, IPAddress source, CancellationToken end);

    /// <summary>The account and all that belongs to it are gone; its name is free.</summary>
    /// <inheritdoc cref="RegisterAsync"/>
    Task<WebAccountAnswer> DeleteAsync(string name, string password, IPAddress source, CancellationToken end);
}
