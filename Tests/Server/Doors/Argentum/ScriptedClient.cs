using Ecs.Scenes.Doors.Argentum;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>A client that says what the test tells it to and keeps what it heard, read by read.</summary>
internal sealed class ScriptedClient(MemoryStreamClient stream)
{
    private readonly List<ArgentumServerPacket> _heard = [];

    public MemoryStreamClient Stream => stream;

    /// <summary>Everything heard and not forgotten, in order.</summary>
    public IReadOnlyList<ArgentumServerPacket> Heard => _heard;

    /// <summary>Bytes of the longest read.</summary>
    public int LongestRead { get; private set; }

    public IEnumerable<string> Lines => _heard.Where(packet => packet.Id == 24).Select(packet => (string)packet.Fields[0]);

    public int Index => (int)_heard.Last(packet => packet.Id == 28).Fields[0];

    public ScriptedClient Say(params byte[] bytes)
    {
        stream.Send(bytes);
        return this;
    }

    /// <summary>Takes what came as one read: it must hold whole packets only.</summary>
    public void Turn()
    {
        if (!stream.IsReading)
            return;

        var read = stream.TakeAll();
        LongestRead = Math.Max(LongestRead, read.Length);
        _heard.AddRange(ArgentumServerPacket.Split(read));
    }

    public ScriptedClient Forget()
    {
        _heard.Clear();
        return this;
    }

    public IEnumerable<ArgentumServerPacket> All(byte id) => _heard.Where(packet => packet.Id == id);

    /// <summary>Ids in the order in which they were heard.</summary>
    public IEnumerable<int> Ids => _heard.Select(packet => (int)packet.Id);
}
