using System.Collections.Frozen;
using Ecs.Server.Doors.Argentum.Packets;

namespace Ecs.Server.Doors.Argentum;

/// <summary>
/// The words that clients know behind a slash. They have messages for them, but not all clients for all; whoever types one gets what
/// its message gets.
/// </summary>
internal static class ArgentumWords
{
    private static readonly FrozenDictionary<string, ClientMessage> Served = new Dictionary<string, ClientMessage>
    {
        ["ayuda"] = ClientMessage.Help,
        ["online"] = ClientMessage.Online,
        ["est"] = ClientMessage.RequestStats,
        ["motd"] = ClientMessage.RequestMotd,
        ["uptime"] = ClientMessage.Uptime,
        ["ping"] = ClientMessage.Ping,
        ["resucitar"] = ClientMessage.Resuscitate,
        ["salir"] = ClientMessage.Quit,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the server calls these things elsewhere; operators mean the server's own command by it.</summary>
    private static readonly FrozenDictionary<string, ClientMessage> ServersOwn = new Dictionary<string, ClientMessage>
    {
        ["help"] = ClientMessage.Help,
        ["players"] = ClientMessage.Online,
        ["playerlist"] = ClientMessage.Online,
        ["pl"] = ClientMessage.Online,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Unserved = new[]
    {
        "meditar", "desc", "boveda", "bóveda", "depositar", "retirar", "balance", "apostar", "curar", "comerciar", "quieto", "acompañar",
        "liberar", "entrenar", "descansar", "consulta", "enlistar", "informacion", "información", "recompensa", "encuesta", "centinela",
        "salirclan", "cmsg", "onlineclan", "fundarclan", "voto", "salirparty", "crearparty", "party", "pmsg", "onlineparty", "echarparty",
        "partylider", "acceptparty", "compartirnpc", "nocompartirnpc", "bmsg", "rol", "gm", "_bug", "penas", "denunciar", "contraseña",
        "passwd", "retirarfaccion", "telep", "teleploc", "hogar", "invisible",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="word">Without the slash, in any case.</param>
    /// <param name="isOperator">Whether the server's own words mean its commands.</param>
    /// <param name="message">What clients send for it.</param>
    public static bool TryFind(string word, bool isOperator, out ClientMessage message) =>
        Served.TryGetValue(word, out message) || (!isOperator && ServersOwn.TryGetValue(word, out message));

    /// <summary>Whether it is about something that is not in this world.</summary>
    public static bool IsUnserved(string word) => Unserved.Contains(word);
}
