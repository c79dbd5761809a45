using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Ecs.Tests.Testing.Lanes.LanesFirst", "Ecs.Tests")]

namespace Ecs.Tests.Testing.Lanes;

/// <summary>
/// Lanes are long and mostly wait, so they begin first, and the classes without one fill the processors beside them. A class without a
/// lane may run beside any other: it shares nothing with them, and opens no socket, process or window.
/// </summary>
public sealed class LanesFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections
        .OrderBy(static collection => collection.CollectionDefinition is null ? 1 : 0)
        .ThenBy(static collection => collection.DisplayName, StringComparer.Ordinal);
}
