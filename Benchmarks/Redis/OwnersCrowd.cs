using System.Globalization;
using System.Net;
using Ecs.Client;
using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Server.Storage;

namespace Ecs.Benchmarks.Redis;

/// <summary>Players with accounts, who stand around: what is published is of such alone.</summary>
internal sealed class OwnersCrowd : IDisposable
{
    private const string Password = "open sesame";

    private readonly List<GameClient> _clients = [];
    private int _connected;

    /// <summary>Writes a store that has their accounts.</summary>
    public static void Register(string file, int count)
    {
        if (StoreFile.TryOpen(file, out var store, out var fault) != ExitCode.Ok)
            throw new InvalidOperationException(fault);
        using var opened = store!;
        var password = PasswordHash.Create(Password, Protocol.Limits.RoundsMin);
        for (var number = 0; number < count; number++)
            opened.Add(new AccountRecord(NameOf(number), NameOf(number), password));
    }

    public OwnersCrowd(IPEndPoint server, int count)
    {
        for (var number = 0; number < count; number++)
            _clients.Add(new GameClient(new UdpTransport(server), new ClientOptions { Name = NameOf(number), Password = Password }, TimeProvider.System));
    }

    /// <summary>Of them those who are in the room with their own names.</summary>
    public int Here => _clients.Count(static client => client.IsInRoom && client.IsRegistered);

    /// <summary>Each comes when the one before is in: of one address only a few passwords are looked at once.</summary>
    public void Turn()
    {
        if (_connected < _clients.Count && (_connected == 0 || _clients[_connected - 1].IsInRoom))
            _clients[_connected++].Connect();
        for (var number = 0; number < _connected; number++)
            _clients[number].Update();
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"owner{number}");
}
