namespace Ecs.Server.Text;

/// <summary>Names that nobody gets at any door, in whatever form: everybody hears everybody's chat, and nobody should pass for the server's master.</summary>
public static class ProtectedNames
{
    private static readonly string[] Names = ["admin"];

    private static readonly string[] Skeletons = Array.ConvertAll(Names, static name => Lookalikes.SkeletonOf(name, withSigns: false));

    /// <summary>The names as they are written.</summary>
    public static ReadOnlySpan<string> All => Names;

    /// <summary>Whether a name looks like one of them: letters of other alphabets, digits, marks, blanks and signs make no difference.</summary>
    /// <param name="name">Cleaned.</param>
    public static bool Holds(string name) =>
        Array.IndexOf(Skeletons, Lookalikes.SkeletonOf(name, withSigns: true)) >= 0
        || Array.IndexOf(Skeletons, Lookalikes.SkeletonOf(name, withSigns: false)) >= 0;
}
