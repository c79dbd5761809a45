using System.Net;
using Ecs.Server;
using Ecs.Server.Base;
using Ecs.Server.Doors;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Tests.Server.Pacing;
using Ecs.Tests.Server.Storage;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Host;

/// <summary>A part that fails to close keeps no other from closing.</summary>
[Collection(SocketLane.Name)]
public sealed class ClosingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Doors_that_fail_to_close_leave_rooms_and_other_doors_to_close(bool isBroken)
    {
        var log = new LogLines();
        var disk = new ScriptedDisk { Room = 1 << 24 };
        using var metrics = new ServerMetrics();
        var server = new GameServer(metrics, TestGames.Shipped, log);
        var room = server.OpenRoom(new RoomOptions { Name = "arena" }, TestMaps.Arena);
        room.BeginRecording(disk, detail: false);
        var good = new Door("good", null);
        server.OpenDoor(new Door("bad", isBroken ? new InvalidOperationException("a bug") : new IOException("gone")));
        server.OpenDoor(good);

        server.Dispose();

        Assert.True(good.IsClosed);
        Assert.True(disk.IsDisposed);
        Assert.Contains("Closing door bad failed", Assert.Single(log.Lines, static line => line.Contains("bad", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_whose_store_fails_to_close_leave_a_line()
    {
        var log = new LogLines();
        using var metrics = new ServerMetrics();
        var accounts = new AccountSource(Refuse, metrics, log) { Options = new AccountOptions { StopPatience = Patience.Limit } };
        Assert.Equal(ExitCode.Ok, accounts.TryOpenClient(out _, out _));

        Closing.Of(log, "the accounts", accounts.Dispose);

        Assert.Single(log.Lines, static line => line.Contains("Closing the accounts failed: full", StringComparison.Ordinal));

        static int Refuse(out IStore? store, out string fault)
        {
            (store, fault) = (new UnwillingStore { RefusesToClose = true }, "");
            return ExitCode.Ok;
        }
    }

    [Fact]
    public void A_store_that_does_not_answer_is_given_up_after_its_time()
    {
        using var answer = new ManualResetEventSlim();
        var store = new UnwillingStore { WaitFor = answer };
        var log = new LogLines();
        using var metrics = new ServerMetrics();
        var impatient = new AccountOptions { HashRounds = 1, StopPatience = TimeSpan.Zero, StatementPatience = TimeSpan.FromMilliseconds(1) };
        var accounts = new AccountService(store, impatient, TimeProvider.System, metrics, log);
        Assert.True(accounts.OpenClient().TryLogIn(this, IPAddress.Loopback, "ana", "correct horse", "argentum"));
        Assert.True(store.IsAsked.Wait(TimeSpan.FromMinutes(1)));

        accounts.Dispose();

        Assert.Contains("does not answer", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.False(store.IsClosed);
        answer.Set();
    }

    private sealed class Door(string label, Exception? fault) : IDoor
    {
        public string Label => label;

        public int SessionCount => 0;

        public bool IsDrained => true;

        public bool IsClosed { get; private set; }

        public void Leave(Room room)
        {
        }

        public void Receive(TimeSpan elapsed)
        {
        }

        public void Settle()
        {
        }

        public void Offer()
        {
        }

        public void Tell()
        {
        }

        public void Flush(TimeSpan elapsed)
        {
        }

        public void BeginStop()
        {
        }

        public void Dispose()
        {
            if (fault is not null)
                throw fault;
            IsClosed = true;
        }
    }

    /// <summary>Knows nobody, and answers or closes only when it likes.</summary>
    private sealed class UnwillingStore : IStore
    {
        public bool RefusesToClose { get; init; }

        public ManualResetEventSlim? WaitFor { get; init; }

        public ManualResetEventSlim IsAsked { get; } = new();

        public bool IsClosed { get; private set; }

        public string Label => "unwilling";

        public string Fault => "";

        public StoreResult FindAccount(string key, out AccountRecord? account)
        {
            account = null;
            IsAsked.Set();
            WaitFor?.Wait();
            return StoreResult.Missing;
        }

        public StoreResult Add(AccountRecord account, in CharacterRecord first) => StoreResult.Unavailable;

        public StoreResult Add(AccountRecord account) => StoreResult.Unavailable;

        public StoreResult VisitKeys(Action<string> visit) => StoreResult.Done;

        public StoreResult ChangePassword(string key, PasswordHash password) => StoreResult.Unavailable;

        public StoreResult Delete(string key) => StoreResult.Unavailable;

        public StoreResult Add(TokenRecord token, long now) => StoreResult.Unavailable;

        public StoreResult FindToken(ReadOnlySpan<byte> digest, out TokenRecord? token)
        {
            token = null;
            return StoreResult.Missing;
        }

        public StoreResult Save(Ban ban) => StoreResult.Unavailable;

        public StoreResult Remove(Ban ban) => StoreResult.Unavailable;

        public StoreResult VisitBans(Action<Ban> visit) => StoreResult.Done;

        public StoreResult FindCharacter(string account, string mode, out CharacterRecord character)
        {
            character = default;
            return StoreResult.Missing;
        }

        public StoreResult Save(ReadOnlySpan<CharacterRecord> characters) => StoreResult.Unavailable;

        public void Dispose()
        {
            if (RefusesToClose)
                throw new IOException("full");
            IsClosed = true;
        }
    }
}
