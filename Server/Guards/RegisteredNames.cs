using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ecs.Server.Guards;

/// <summary>
/// The names that have an account, as 64 bits of hash each, so that a name can be judged without asking a disk. Any thread; the store's
/// worker fills it.
/// </summary>
public sealed class RegisteredNames
{
    private readonly Lock _gate = new();
    private readonly HashSet<ulong> _hashes = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _hashes.Count;
        }
    }

    /// <param name="key">A name as it is folded to tell names apart.</param>
    public bool Holds(string key)
    {
        lock (_gate)
        {
            if (_hashes.Count == 0)
                return false;
        }

        var hash = HashOf(key);
        lock (_gate)
            return _hashes.Contains(hash);
    }

    public void Add(string key)
    {
        lock (_gate)
            _hashes.Add(HashOf(key));
    }

    public void Remove(string key)
    {
        lock (_gate)
            _hashes.Remove(HashOf(key));
    }

    private static ulong HashOf(string key) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
