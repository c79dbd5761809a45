namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>Numbers for sessions, for logs on both sides. They wrap around after 2^32 and never name two living ones; 0 names none.</summary>
public sealed class SessionNumbers(uint first)
{
    private readonly HashSet<uint> _living = [];
    private uint _next = first;

    public uint Take()
    {
        // Ends: there are far fewer connections than numbers.
        while (_next == 0 || !_living.Add(_next))
            _next = unchecked(_next + 1);

        return unchecked(_next++);
    }

    public void Return(uint number) => _living.Remove(number);
}
