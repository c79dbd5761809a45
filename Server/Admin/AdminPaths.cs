namespace Ecs.Server.Admin;

/// <summary>What the operator's listener answers beside the API and the files of its page.</summary>
internal static class AdminPaths
{
    public const string Live = "/healthz/live";
    public const string Ready = "/healthz/ready";
    public const string Metrics = "/metrics";
    public const string Document = "/openapi.json";
    public const string Api = "/api/";
    public const string Events = "/api/events";
}
