namespace Ecs.Server.Web;

/// <summary>A file of the page, as it is sent.</summary>
/// <param name="Type">Its content type.</param>
/// <param name="Tag">Its entity tag, in quotes: of another content another one.</param>
/// <param name="Bytes">All of it.</param>
internal sealed record PageFile(string Type, string Tag, byte[] Bytes);
