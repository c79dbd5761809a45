namespace Ecs.Tests.Faults;

/// <summary>Something that must always hold does not.</summary>
internal sealed class FaultException(string rule, string text) : Exception($"{rule}: {text}")
{
    /// <summary>The name of what does not hold.</summary>
    public string Rule => rule;
}
