using Ecs.Protocol;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Simulation.Games.Argentum;

namespace Ecs.Server.Doors.Argentum;

/// <summary>What the door says to people, in the language of its clients.</summary>
internal static class ArgentumTexts
{
    public const string BadName = "El nombre debe tener entre 3 y 20 letras, números o espacios, y no ser uno reservado.";
    public const string BadPassword = "La contraseña debe tener entre 6 y 32 caracteres.";
    public const string BadChoice = "Esa clase, raza, género, cabeza u hogar no existe.";
    public const string AlreadyOnline = "Ese personaje ya está conectado.";
    public const string RoomFull = "El servidor está lleno.";
    public const string Busy = "El servidor está ocupado. Intenta de nuevo en un momento.";
    public const string ChatTooFast = "Escribes demasiado rápido: espera un momento.";
    public const string NobodyOfThatName = "No hay nadie con ese nombre.";
    public const string NoSkills = "No tienes puntos de habilidad para asignar.";
    public const string NotHere = "Eso no existe en este mundo.";
    public const string NotUnderstood = "No se entiende ese mensaje.";
    public const string NobodyRevives = "Aquí nadie resucita a otros: los muertos vuelven solos.";

    public const string OperatorHelp = "Eres operador: /help muestra además los comandos del servidor.";

    /// <summary>The commands that every player has, a line each.</summary>
    public static readonly string[] Help =
    [
        "/AYUDA: esta lista.",
        "/ONLINE: cuántos juegan y quiénes son.",
        "/EST: tu nivel, tu vida, tu energía y tu oro.",
        "/MOTD: el mensaje de bienvenida.",
        "/UPTIME: cuánto lleva en marcha el servidor.",
        "/PING: si el servidor responde.",
        "/SALIR: dejar el juego. El personaje queda guardado.",
    ];

    /// <summary>What everyone is greeted with, a line each.</summary>
    public static readonly string[] Welcome =
    [
        "» Bienvenido a Argentum Online! «",
        "? Servidor en desarrollo.",
        "? Usa /AYUDA para ver los comandos disponibles.",
        "¡Buena suerte en tu aventura!",
    ];

    public static string Refusal(AccountOutcome outcome) => outcome switch
    {
        AccountOutcome.WrongCredentials => "Usuario o contraseña incorrectos",
        AccountOutcome.NameTaken => "Ese nombre ya está en uso.",
        AccountOutcome.AlreadyOnline => AlreadyOnline,
        AccountOutcome.TooManyAttempts => "Demasiados intentos: espera un minuto.",
        AccountOutcome.BadName => BadName,
        AccountOutcome.BadPassword => BadPassword,
        AccountOutcome.Damaged => "El personaje guardado está dañado.",
        _ => Busy,
    };

    /// <summary>Nothing for who leaves: the client knows.</summary>
    public static string Farewell(Reason reason) => reason switch
    {
        Reason.Left or Reason.ConnectionLost => "",
        Reason.NoSuchRoom => "Este mundo no está abierto.",
        Reason.ServerStopping => "El servidor se está cerrando.",
        Reason.ServerFull or Reason.RoomFull => RoomFull,
        Reason.Kicked => "Has sido expulsado.",
        Reason.Timeout => "Has tardado demasiado.",
        _ => "Conexión terminada.",
    };

    /// <summary>A remark of the rules as a sentence; nothing for one that clients see in another way.</summary>
    public static void Write(ref LineWriter line, ArgentumRemark remark, int value)
    {
        switch (remark)
        {
            case ArgentumRemark.Equipped:
                AddNamed(ref line, "Has equipado ", value, ".");
                break;
            case ArgentumRemark.TakenOff:
                AddNamed(ref line, "Has desequipado ", value, ".");
                break;
            case ArgentumRemark.CannotEquip:
                AddNamed(ref line, "No puedes equipar ", value, ".");
                break;
            case ArgentumRemark.CannotUse:
                AddNamed(ref line, "No puedes usar ", value, ".");
                break;
            case ArgentumRemark.EmptySlot:
                line.TryAdd("No tienes nada ahí.");
                break;
            case ArgentumRemark.NothingHere:
                line.TryAdd("No hay nada aquí.");
                break;
            case ArgentumRemark.BagFull:
                line.TryAdd("No tienes más espacio en el inventario.");
                break;
            case ArgentumRemark.NoRoomToDrop:
                line.TryAdd("No hay espacio en el piso.");
                break;
            case ArgentumRemark.NothingToStrike:
                line.TryAdd("No hay nada que atacar ahí.");
                break;
            case ArgentumRemark.TooTired:
                line.TryAdd("Estás demasiado cansado.");
                break;
            case ArgentumRemark.HeldBack:
                line.TryAdd("El seguro está activado.");
                break;
            case ArgentumRemark.SafetyChanged:
                line.TryAdd(value != 0 ? "Seguro activado." : "Seguro desactivado.");
                break;
            case ArgentumRemark.LevelUp:
                AddNumber(ref line, "¡Has subido al nivel ", value, "!");
                break;
            case ArgentumRemark.Gained:
                AddNumber(ref line, "Has ganado ", value, " puntos de experiencia.");
                break;
        }
    }

    public static void AddNumber(ref LineWriter line, ReadOnlySpan<char> before, int number, ReadOnlySpan<char> after)
    {
        line.TryAdd(before);
        line.TryAdd(number);
        line.TryAdd(after);
    }

    private static void AddNamed(ref LineWriter line, ReadOnlySpan<char> before, int item, ReadOnlySpan<char> after)
    {
        line.TryAdd(before);
        line.TryAdd(WareTable.Find((ushort)item).Item.Name);
        line.TryAdd(after);
    }
}
