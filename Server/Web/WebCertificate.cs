using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ecs.Server.Web;

/// <summary>A certificate with its key and the chain that is sent with it, from PEM files.</summary>
internal static class WebCertificate
{
    /// <param name="files">One file, or that of the certificates and that of the key with a comma between them.</param>
    /// <param name="chain">Everything that the first file holds behind the certificate.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="CryptographicException">It holds something else.</exception>
    public static X509Certificate2 Read(string files, out X509Certificate2Collection chain)
    {
        var names = files.Split(',', 2, StringSplitOptions.TrimEntries);
        chain = [];
        chain.ImportFromPem(File.ReadAllText(names[0]));
        var certificate = X509Certificate2.CreateFromPemFile(names[0], names[^1]);
        return certificate;
    }
}
