using Ecs.Scenes.Doors.Argentum;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>The characters that a client draws, from nothing but what it has heard.</summary>
/// <param name="client">Whose.</param>
/// <param name="name">Of the client's own character.</param>
internal sealed class BelievedMap(ScriptedClient client, string name)
{
    private readonly Dictionary<int, Believed> _all = [];
    private int _heard;
    private int _own;

    public ScriptedClient Client => client;

    public string Name => name;

    /// <summary>Everybody but the client's own character.</summary>
    public IEnumerable<Believed> Others
    {
        get
        {
            for (; _heard < client.Heard.Count; _heard++)
                Hear(client.Heard[_heard]);

            return _all.Where(known => known.Key != _own).Select(known => known.Value);
        }
    }

    private void Hear(ArgentumServerPacket packet)
    {
        switch (packet.Id)
        {
            case 28:
                _own = (int)packet.Fields[0];
                break;
            case 29:
                _all[(int)packet.Fields[0]] = new(packet.Text, (int)packet.Fields[4], (int)packet.Fields[5], (int)packet.Fields[3]);
                break;
            case 30:
                Assert.True(_all.Remove((int)packet.Fields[0]));
                break;
            case 32:
                _all[(int)packet.Fields[0]] = _all[(int)packet.Fields[0]] with { X = (int)packet.Fields[1], Y = (int)packet.Fields[2] };
                break;
            case 34:
                _all[(int)packet.Fields[0]] = _all[(int)packet.Fields[0]] with { Heading = (int)packet.Fields[3] };
                break;
        }
    }

    public readonly record struct Believed(string Name, int X, int Y, int Heading)
    {
        public bool IsWithin(int sight, int x, int y) => Math.Abs(X - x) <= sight && Math.Abs(Y - y) <= sight;
    }
}
