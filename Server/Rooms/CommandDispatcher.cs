namespace Ecs.Server.Rooms;

/// <summary>
/// Where lines that are commands go, whoever typed them: the console's registry puts itself behind
/// <see cref="Execute"/>. It checks what the caller may do; the answer is plain text of one or more lines.
/// </summary>
public sealed class CommandDispatcher
{
    /// <summary>Takes the caller and the line without its slash; null while there is no console.</summary>
    public Func<Guest, string, string>? Execute { get; set; }

    public string Answer(Guest caller, string line) => Execute is null ? "There are no commands here." : Execute(caller, line);
}
