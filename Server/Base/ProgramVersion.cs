using System.Reflection;

namespace Ecs.Server.Base;

/// <summary>The version of this program.</summary>
internal static class ProgramVersion
{
    /// <summary>With the commit that it was built from, where that is known.</summary>
    public static string Whole { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>As others are told.</summary>
    public static string Short { get; } = Whole.Split('+')[0];
}
