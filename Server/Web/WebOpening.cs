using Ecs.Server.Files;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Web;

/// <summary>What the page and its socket are opened with.</summary>
/// <param name="Options">With an address.</param>
/// <param name="Connection">What connections may cost.</param>
/// <param name="ServerName">As players see it.</param>
/// <param name="Folder">Of the page's files.</param>
/// <param name="Accounts">Behind the page; null for none.</param>
/// <param name="Handles">How many clients the process can have at once.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="Log">For what an operator should know.</param>
internal sealed record WebOpening(
    WebOptions Options,
    ConnectionOptions Connection,
    string ServerName,
    string Folder,
    IWebAccounts? Accounts,
    HandleBudget Handles,
    ServerMetrics Metrics,
    ILogger Log);
