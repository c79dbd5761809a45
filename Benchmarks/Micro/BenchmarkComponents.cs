namespace Ecs.Benchmarks.Micro;

internal struct Position
{
    public int X;
    public int Y;
}

internal struct Velocity
{
    public int X;
    public int Y;
}

internal struct Health
{
    public int Current;
    public int Max;
}
