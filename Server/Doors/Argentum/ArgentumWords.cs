using System.Collections.Frozen;
using Ecs.Server.Doors.Argentum.Packets;

namespace Ecs.Server.Doors.Argentum;

/// <summary>
/// The words that clients know behind a slash. They have messages for them, but not all clients for all; whoever types one gets what
/// its message gets.
/// </summary>
internal static class ArgentumWords
{
    private static readonly FrozenDictionary<string, ArgentumClientMessage> Served = new Dictionary<string, ArgentumClientMessage>
    {
        ["ayuda"] = ArgentumClientMessage.Help,
        ["online"] = ArgentumClientMessage.Online,
        ["est"] = ArgentumClientMessage.RequestStats,
        ["motd"] = ArgentumClientMessage.RequestMotd,
        ["uptime"] = ArgentumClientMessage.Uptime,
        ["ping"] = ArgentumClientMessage.Ping,
        ["resucitar"] = ArgentumClientMessage.Resuscitate,
        ["salir"] = ArgentumClientMessage.Quit,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the server calls these things elsewhere; operators mean the server's own command by it.</summary>
    private static readonly FrozenDictionary<string, ArgentumClientMessage> ServersOwn = new Dictionary<string, ArgentumClientMessage>
    {
        ["help"] = ArgentumClientMessage.Help,
        ["players"] = ArgentumClientMessage.Online,
        ["playerlist"] = ArgentumClientMessage.Online,
        ["pl"] = ArgentumClientMessage.Online,
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
    public static bool TryFind(string word, bool isOperator, out ArgentumClientMessage message) =>
        Served.TryGetValue(word, out message) || (!isOperator && ServersOwn.TryGetValue(word, out message));

    /// <summary>Whether it is about something that is not in this world.</summary>
    public static bool IsUnserved(string word) => Unserved.Contains(word);
}
