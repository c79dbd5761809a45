using Ecs.Server.Metrics;

namespace Ecs.Server.Net.Streams;

/// <summary>What is counted of proxies that did not get through.</summary>
internal static class ProxyGreetings
{
    public static DropCause CauseOf(ProxyGreeting greeting) => greeting switch
    {
        ProxyGreeting.Late => DropCause.Timeout,
        ProxyGreeting.OverLimit => DropCause.Refused,
        _ => DropCause.ProxyHead,
    };
}
