using System.Buffers.Binary;
using System.Text;
using Ecs.Scenes.Doors.Arena;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>A scripted copy of the original client on a stream in memory: it says what a test tells it to, and keeps what it hears.</summary>
internal sealed class ArenaClient(WebSocketClient socket) : ICrankedClient
{
    private readonly List<ArenaHeard> _heard = [];

    private readonly ArenaMemory _memory = new();

    public WebSocketClient Socket => socket;

    public IReadOnlyList<ArenaHeard> Heard => _heard;

    public IReadOnlyDictionary<byte, ArenaOther> Known => _memory.Known;

    /// <summary>The own number, once in the game.</summary>
    public byte Id => _heard.First(static heard => heard.Code == ArenaHeard.Connected && heard.Kind == 67).Id;

    public ArenaOther Self => Known[Id];

    public IEnumerable<string> Chats => All(ArenaHeard.Chat).Select(static heard => heard.Text);

    public IEnumerable<ArenaHeard> All(byte code) => _heard.Where(heard => heard.Code == code);

    public bool Has(byte code) => _heard.Exists(heard => heard.Code == code);

    public void Forget() => _heard.Clear();

    public void Turn()
    {
        foreach (var message in socket.TakeMessages())
        {
            var heard = ArenaHeard.Read(message);
            _heard.Add(heard);
            _memory.Learn(heard);
        }
    }

    public void Send(string hex) => socket.SendBinary(Convert.FromHexString(hex));

    public void Authenticate(string name) => SendText(0, name);

    public void Enter() => Send("01");

    public void Move(float x, float y)
    {
        var message = new byte[9];
        message[0] = 2;
        BinaryPrimitives.WriteSingleLittleEndian(message.AsSpan(1), x);
        BinaryPrimitives.WriteSingleLittleEndian(message.AsSpan(5), y);
        socket.SendBinary(message);
    }

    public void Shoot() => Send("03");

    public void Say(string text) => SendText(100, text);

    private void SendText(byte code, string text) => socket.SendBinary([code, .. Encoding.UTF8.GetBytes(text), 0]);
}
