namespace Ecs.Server.Console;

/// <summary>Who may use a command; each may use what those before it may.</summary>
public enum CommandRight
{
    Anyone,

    /// <summary>Players with the operator's token, or made operators by the console.</summary>
    Operator,

    /// <summary>Whoever sits at the server's own console.</summary>
    Console,
}
