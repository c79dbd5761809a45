using System.Globalization;

namespace Ecs.Server.Base;

/// <summary>
/// What a program says looks the same on every machine: years of one calendar, digits and signs that scripts read. Whatever the machine
/// is set to (<c>LC_ALL=th_TH.UTF-8</c> has the year 2569, <c>fa_IR</c> another minus) is for other programs.
/// </summary>
public static class OneCulture
{
    /// <summary>Once, at the start of a program: holds for the calling thread and all that begin afterwards.</summary>
    public static void Use()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }
}
