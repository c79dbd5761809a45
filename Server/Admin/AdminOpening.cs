using Ecs.Server.Files;
using Ecs.Server.HealthChecks;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Admin;

/// <summary>What the operator's listener is opened with.</summary>
/// <param name="Options">With an address.</param>
/// <param name="Health">How the server is.</param>
/// <param name="World">What the API asks for and does; null for health and metrics only.</param>
/// <param name="Folder">Of the page's files.</param>
/// <param name="Handles">How many connections the process can have at once.</param>
/// <param name="Metrics">Counts.</param>
/// <param name="Log">For what an operator should know, every call of the API included.</param>
internal sealed record AdminOpening(
    AdminOptions Options, ServerHealth Health, AdminWorld? World, string Folder, HandleBudget Handles, ServerMetrics Metrics, ILogger Log);
