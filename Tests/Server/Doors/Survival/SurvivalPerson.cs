using System.Text;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>A scripted client of the original survival game; what it hears is kept as text.</summary>
internal sealed class SurvivalPerson
{
    private readonly SurvivalRig _rig;
    private readonly List<string> _heard = [];

    public SurvivalPerson(SurvivalRig rig, MemoryStreamClient stream)
    {
        _rig = rig;
        Client = new WebSocketClient(stream);
        stream.Send(Encoding.Latin1.GetBytes(WebSocketClient.Request("/?token=t", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")));
    }

    public WebSocketClient Client { get; }

    /// <summary>Everything heard since <see cref="Forget"/>.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            Hear();
            return _heard;
        }
    }

    public void Say(object id, params object?[] arguments) => Client.SendBinary(PackedJson.Packet(id, arguments));

    public void SayHex(string hex) => Client.SendBinary(SurvivalReaderTests.Bytes(hex));

    /// <summary>Says it and lets the world take it.</summary>
    public SurvivalPerson Do(object id, params object?[] arguments)
    {
        Say(id, arguments);
        _rig.Run(1);
        return this;
    }

    public void Hear()
    {
        foreach (var message in Client.TakeMessages())
            _heard.Add(PackedJson.Read(message));
    }

    /// <summary>The arguments of all packets of this id that came, each as text.</summary>
    public List<string> Heard(string id)
    {
        Hear();
        var begin = $"[\"{id}\",";
        return [.. _heard.Where(text => text.StartsWith(begin, StringComparison.Ordinal)).Select(text => text[begin.Length..^1])];
    }

    /// <summary>The values of the last flat array of this id.</summary>
    public string[] LastFlat(string id)
    {
        var last = Heard(id)[^1];
        return last == "[[]]" ? [] : last[2..^2].Split(',');
    }

    public void Forget()
    {
        Hear();
        _heard.Clear();
    }
}
