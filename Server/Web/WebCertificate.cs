using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ecs.Server.Web;

/// <summary>A certificate with its key, and what is sent with it, from PEM files.</summary>
/// <param name="Own">With its key.</param>
/// <param name="Chain">Everything that its file holds.</param>
internal sealed record WebCertificate(X509Certificate2 Own, X509Certificate2Collection Chain)
{
    /// <param name="files">One file, or that of the certificates and that of the key with a comma between them.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="CryptographicException">It holds something else.</exception>
    public static WebCertificate Read(string files)
    {
        var names = files.Split(',', 2, StringSplitOptions.TrimEntries);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(File.ReadAllText(names[0]));
        return new(X509Certificate2.CreateFromPemFile(names[0], names[^1]), chain);
    }
}
