namespace Ecs.Server.Web;

/// <summary>What can be asked for beside the files of the page.</summary>
internal static class WebPaths
{
    public const string Socket = "/play";
    public const string Server = "/api/server";
    public const string Accounts = "/api/";
}
