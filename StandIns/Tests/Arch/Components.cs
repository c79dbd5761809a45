namespace Ecs.StandIns.Tests.Arch;

internal record struct Position(float X, float Y);

internal record struct Velocity(float X, float Y);

internal record struct Health(int Value);

internal record struct Name(string Text);

internal struct Dead;

internal sealed record Inventory(int Size);
