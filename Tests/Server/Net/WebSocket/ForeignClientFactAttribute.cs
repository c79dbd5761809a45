namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>
/// A test with a client that is not ours. Where it is missing the test is skipped and says so; with ECS_REQUIRE_ALL=1 it runs,
/// and fails on what is missing.
/// </summary>
public sealed class ForeignClientFactAttribute : FactAttribute
{
    public ForeignClientFactAttribute(string client)
    {
        if (Environment.GetEnvironmentVariable("ECS_REQUIRE_ALL") == "1")
            return;

        var isThere = client switch
        {
            "python3-websockets" => ForeignClient.Python is not null,
            "ws" => ForeignClient.HasNode,
            _ => throw new ArgumentOutOfRangeException(nameof(client)),
        };
        if (!isThere)
            Skip = $"not installed: {client}";
    }
}
