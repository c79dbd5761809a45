using System.Diagnostics.CodeAnalysis;
using Ecs.Server.Guards;

namespace Ecs.Server.Storage.Accounts;

/// <summary>
/// Requests that wait for the worker, a line for each address. The lines take turns: whoever asks much waits longer, and the others
/// wait for one request of each address at most. IPv6 counts by its /64, as with attempts; bounded by the requests.
/// </summary>
/// <param name="limit">Requests at once.</param>
/// <param name="addressLimit">Requests of one address at once.</param>
internal sealed class RequestQueue(int limit, int addressLimit)
{
    private readonly Dictionary<UInt128, Queue<AccountRequest>> _lines = [];

    /// <summary>The addresses that have a line, each once.</summary>
    private readonly Queue<UInt128> _turns = new();
    private int _count;

    public bool TryAdd(AccountRequest request)
    {
        var address = AddressKey.Of(request.From);
        _lines.TryGetValue(address, out var line);
        if (_count >= limit || line?.Count >= addressLimit)
            return false;
        if (line is null)
        {
            line = new Queue<AccountRequest>();
            _lines.Add(address, line);
            _turns.Enqueue(address);
        }

        line.Enqueue(request);
        _count++;
        return true;
    }

    public bool TryTake([NotNullWhen(true)] out AccountRequest? request)
    {
        request = null;
        if (!_turns.TryDequeue(out var address))
            return false;
        var line = _lines[address];
        request = line.Dequeue();
        _count--;
        if (line.Count == 0)
            _lines.Remove(address);
        else
            _turns.Enqueue(address);
        return true;
    }
}
