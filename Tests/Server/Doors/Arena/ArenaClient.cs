using System.Buffers.Binary;
using System.Text;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>A scripted copy of the original client on a stream in memory: it says what a test tells it to, and keeps what it hears.</summary>
internal sealed class ArenaClient(WebSocketClient socket) : ICrankedClient
{
    private readonly List<ArenaHeard> _heard = [];

    /// <summary>Whom it knows, by number, with everything that it has been told of them.</summary>
    private readonly Dictionary<byte, ArenaOther> _others = [];

    public WebSocketClient Socket => socket;

    public IReadOnlyList<ArenaHeard> Heard => _heard;

    public IReadOnlyDictionary<byte, ArenaOther> Known => _others;

    /// <summary>The own number, once in the game.</summary>
    public byte Id => _heard.First(static heard => heard.Code == ArenaHeard.Connected && heard.Kind == 67).Id;

    public ArenaOther Self => _others[Id];

    public IEnumerable<string> Chats => All(ArenaHeard.Chat).Select(static heard => heard.Text);

    public IEnumerable<ArenaHeard> All(byte code) => _heard.Where(heard => heard.Code == code);

    public bool Has(byte code) => _heard.Exists(heard => heard.Code == code);

    public void Forget() => _heard.Clear();

    public void Turn()
    {
        foreach (byte[] message in socket.TakeMessages())
        {
            ArenaHeard heard = ArenaHeard.Read(message);
            _heard.Add(heard);
            Learn(heard);
        }
    }

    public void Send(string hex) => socket.SendBinary(Convert.FromHexString(hex));

    public void Authenticate(string name) => SendText(0, name);

    public void Enter() => Send("01");

    public void Move(float x, float y)
    {
        byte[] message = new byte[9];
        message[0] = 2;
        BinaryPrimitives.WriteSingleLittleEndian(message.AsSpan(1), x);
        BinaryPrimitives.WriteSingleLittleEndian(message.AsSpan(5), y);
        socket.SendBinary(message);
    }

    public void Shoot() => Send("03");

    public void Say(string text) => SendText(100, text);

    private void SendText(byte code, string text) => socket.SendBinary([code, .. Encoding.UTF8.GetBytes(text), 0]);

    /// <summary>Fails the test on news of somebody whom it was never told of.</summary>
    private void Learn(ArenaHeard heard)
    {
        switch (heard.Code)
        {
            case ArenaHeard.Connected:
                Assert.True(_others.TryAdd(heard.Id, new ArenaOther()), $"{heard.Id} came twice");
                _others[heard.Id].Take(heard);
                break;
            case ArenaHeard.Updated:
                Assert.NotEqual(0, heard.Mask);
                _others[heard.Id].Take(heard);
                break;
            case ArenaHeard.Disconnected:
                Assert.True(_others.Remove(heard.Id), $"{heard.Id} left and was not there");
                break;
            case ArenaHeard.Shot:
                Assert.Contains(heard.Id, _others);
                break;
        }
    }
}
