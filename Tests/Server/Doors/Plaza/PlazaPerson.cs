using System.Text;
using Ecs.Scenes.Doors.Plaza;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>Somebody at the plaza's door, and everything that was heard there.</summary>
internal sealed class PlazaPerson(PlazaRig rig, WebSocketClient client)
{
    private readonly List<byte[]> _heard = [];

    public WebSocketClient Client => client;

    /// <summary>Every message so far, in order.</summary>
    public IReadOnlyList<byte[]> Heard
    {
        get
        {
            Hear();
            return _heard;
        }
    }

    /// <summary>Those of the original's types, without world states.</summary>
    public List<PlazaSaying> Sayings => [.. Heard.Where(static bytes => bytes[0] <= 4).Select(static bytes => PlazaSaying.Read(bytes))];

    public List<PlazaSaying> Updates => [.. Sayings.Where(static saying => saying.Type == 1)];

    public List<string> Chat => [.. Of(4).Select(Text)];

    public List<string> Names => [.. Of(17).Select(Text)];

    public List<byte[]> Of(byte type) => [.. Heard.Where(bytes => bytes[0] == type)];

    /// <summary>The entries of the newest world state.</summary>
    public List<PlazaSaying> State => PlazaSaying.ReadState(Of(5)[^1]);

    public PlazaPerson Hear()
    {
        _heard.AddRange(client.TakeMessages());
        return this;
    }

    public void Forget()
    {
        Hear();
        _heard.Clear();
    }

    /// <summary>Sends an update, whatever id stands in it.</summary>
    public void Hop(float x, float y, float z = 0, float rotation = 0, uint id = 0, float stamp = 5) =>
        Send(PlazaSaying.Update(id, x, y, z, rotation, stamp));

    public void Say(string text, uint id = 0) => Send(PlazaSaying.Chat(id, Encoding.UTF8.GetBytes(text)));

    public void Send(ReadOnlySpan<byte> message) => client.SendBinary(message);

    /// <summary>Closes as browsers and libraries do.</summary>
    public void Leave()
    {
        client.SendClose(1000);
        rig.Run(2);
        client.Stream.Close();
    }

    private static string Text(byte[] bytes)
    {
        var saying = PlazaSaying.Read(bytes);
        return $"{saying.Id}: {saying.Text}";
    }
}
