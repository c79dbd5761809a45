namespace Ecs.Load.Planning;

/// <summary>A server that is filled with clients.</summary>
/// <param name="Name">On the command line.</param>
/// <param name="Server">For so many clients the program and its first arguments.</param>
/// <param name="Steering">How clients play on it.</param>
internal sealed record PlanScene(string Name, Func<int, IReadOnlyList<string>> Server, LoadScene Steering);
