using System.Globalization;
using System.Text;
using Ecs.Protocol;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Components;

namespace Ecs.Server.Doors.Argentum;

/// <summary>Questions about the game and its players, asked by a message or by a word behind a slash; the answers are lines of text.</summary>
internal sealed class ArgentumAnswers(DoorContext context, Room room)
{
    private const int NamesPerLine = 10;
    private const int ShownWord = 32;

    /// <summary>Does what a line behind a slash says: for players the words of the client, for operators the server's commands as well.</summary>
    public void Obey(ArgentumGuest client, string line)
    {
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        var word = end < 0 ? line : line[..end];
        var isOperator = client.Role == PlayerRole.Operator;
        if (ArgentumWords.TryFind(word, isOperator, out var message))
            Answer(client, message);
        else if (ArgentumWords.IsUnserved(word))
            client.Tell(ArgentumTexts.NotHere);
        else if (isOperator)
            client.Tell(context.Operators.Answer(client, line));
        else
            client.Tell($"No hay un comando /{DisplayText.Clean(word, ShownWord)} para jugadores. Usa /AYUDA para ver los que hay.");
    }

    public void Answer(ArgentumGuest client, ArgentumClientMessage message)
    {
        switch (message)
        {
            case ArgentumClientMessage.Help:
                TellAll(client, ArgentumTexts.Help);
                if (client.Role == PlayerRole.Operator)
                    client.Tell(ArgentumTexts.OperatorHelp);

                break;
            case ArgentumClientMessage.Online:
                client.Tell(string.Create(CultureInfo.InvariantCulture, $"Número de usuarios: {room.PlayerCount}"));
                client.Tell(Names());
                break;
            case ArgentumClientMessage.RequestStats:
                client.Tell(StatsOf(client));
                break;
            case ArgentumClientMessage.RequestMotd:
                TellAll(client, ArgentumTexts.Welcome);
                break;
            case ArgentumClientMessage.Uptime:
                var time = context.Clock.Now;
                client.Tell(string.Create(
                    CultureInfo.InvariantCulture, $"El servidor lleva {(int)time.TotalHours} h {time.Minutes} min {time.Seconds} s en marcha."));
                break;
            case ArgentumClientMessage.Ping:
                Span<byte> pong = stackalloc byte[PacketWriter.Capacity];
                client.Send(pong[..SessionPackets.Pong(pong)]);
                break;
            case ArgentumClientMessage.Resuscitate or ArgentumClientMessage.ResuscitationSafeToggle:
                client.Tell(ArgentumTexts.NobodyRevives);
                break;
            case ArgentumClientMessage.Quit:
                client.Drop(Reason.Left);
                break;
        }
    }

    private static void TellAll(ArgentumGuest client, string[] lines)
    {
        foreach (var line in lines)
            client.Tell(line);
    }

    /// <summary>Whoever is in the map, some to a line.</summary>
    private string Names()
    {
        var text = new StringBuilder();
        var count = 0;
        for (var number = 0; number < room.SeatLimit; number++)
        {
            if (room.SeatAt(number) is { State: not SeatState.Leaving } seat)
            {
                text.Append(count == 0 ? "" : count % NamesPerLine == 0 ? ",\n" : ", ").Append(seat.Name);
                count++;
            }
        }

        return text.ToString();
    }

    private string StatsOf(ArgentumGuest client)
    {
        room.World.TryRead(client.Seat!.Avatar, out Vitals vitals);
        room.World.TryRead(client.Seat.Avatar, out Health health);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Nivel {vitals.Level}. Experiencia: {vitals.Experience} de {vitals.NextLevel}. Oro: {vitals.Gold}.
            Vida: {health.Current} de {health.Max}. Maná: {vitals.Mana} de {vitals.MaxMana}. Energía: {vitals.Stamina} de {vitals.MaxStamina}.
            Comida: {vitals.Food} de 100. Agua: {vitals.Water} de 100.
            """);
    }
}
