using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Client.Inputs;

/// <summary>
/// The commands that the server has not confirmed, newest first, and the packets that carry them. Each packet repeats all
/// of them:
/// </summary>
/// <remarks><code>
/// tick 10: sends 10 .................. lost
/// tick 11: sends 11, 10 .............. arrives, 10 is one tick less early than meant and still in time
/// tick 12: sends 12, 11, 10 .......... arrives, the server tells 11 and 10 from news by their ticks
/// a snapshot confirms 11: the next packet begins with 13 and ends with 12
/// </code></remarks>
public sealed class InputSender
{
    private readonly PlayerCommand[] _commands = new PlayerCommand[Limits.CommandsPerInput];
    private readonly byte[] _body = new byte[InputBody.LongestBytes];
    private int _count;

    /// <summary>Unconfirmed commands, newest first; at most <see cref="Limits.CommandsPerInput"/>.</summary>
    public ReadOnlySpan<PlayerCommand> Unconfirmed => _commands.AsSpan(0, _count);

    /// <summary>Commands that fell out of the packet before the server confirmed them.</summary>
    public long GivenUp { get; private set; }

    /// <summary>
    /// Adds the command of the next tick. One that does not follow the last begins a new list: a packet carries
    /// consecutive ticks only, and what is on the far side of a jump of the clock is of no use any more.
    /// </summary>
    public void Add(in PlayerCommand command)
    {
        if (_count > 0 && command.Tick != _commands[0].Tick.Next)
        {
            GivenUp += _count;
            _count = 0;
        }

        if (_count == _commands.Length)
        {
            GivenUp++;
            _count--;
        }

        _commands.AsSpan(0, _count).CopyTo(_commands.AsSpan(1));
        _commands[0] = command;
        _count++;
    }

    /// <summary>Forgets the commands up to this tick.</summary>
    public void Confirm(Tick tick)
    {
        while (_count > 0 && !_commands[_count - 1].Tick.IsNewerThan(tick))
            _count--;
    }

    public void Clear() => _count = 0;

    /// <summary>A packet of no commands, which says only what has come. Valid until the next call.</summary>
    public Input Acknowledge(Tick newestSnapshot) => new(_body.AsMemory(0, InputBody.Write(_body, newestSnapshot, [])));

    /// <summary>The packet of this moment; false when everything is confirmed. Valid until the next call.</summary>
    public bool TryPack(Tick newestSnapshot, out Input input)
    {
        if (_count == 0)
        {
            input = default;
            return false;
        }

        var length = InputBody.Write(_body, newestSnapshot, Unconfirmed);
        input = new(_body.AsMemory(0, length));
        return true;
    }
}
