using System.Runtime.CompilerServices;

namespace Ecs.Tests.Testing;

/// <summary>Programs that tests start have no page unless a test says so: several at once would want its one port.</summary>
internal static class NoPage
{
    [ModuleInitializer]
    internal static void Say() => Environment.SetEnvironmentVariable("ECS_Web__Address", "off");
}
