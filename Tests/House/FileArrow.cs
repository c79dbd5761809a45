namespace Ecs.Tests.House;

/// <summary>A file of a project uses what another one declares.</summary>
/// <param name="From">Path from the root, with forward slashes.</param>
/// <param name="To">Likewise.</param>
/// <param name="Name">One of the names used.</param>
internal sealed record FileArrow(string From, string To, string Name)
{
    public override string ToString() => $"{From} uses {Name} of {To}";
}
