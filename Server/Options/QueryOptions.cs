namespace Ecs.Server.Options;

/// <summary>Answers to server browsers and monitors (A2S).</summary>
public sealed record QueryOptions
{
    /// <summary>The UDP port, 0 for any free one; null for none.</summary>
    public int? Port { get; init; }

    /// <summary>The address to listen on.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    internal void Check(OptionFaults faults) => RconOptions.CheckPlace(faults, "Query", Port, Bind);
}
