using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib.Wire;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>Recorded sessions of the original, each played once with our server and once with our client in place of the original's.</summary>
public sealed class CaptureTests
{
    public static TheoryData<string, string, bool> Sessions()
    {
        var sessions = new TheoryData<string, string, bool>();
        foreach (string file in (string[])["2.1.3-basic.txt", "2.1.3-reject.txt", "2.1.3-layers.txt", "2.1.3-mtu.txt", "1.3.5-basic.txt"])
        {
            foreach (CaptureScript script in CaptureScript.Load(file))
            {
                sessions.Add(file, script.Name, true);
                sessions.Add(file, script.Name, false);
            }
        }

        return sessions;
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public void Recorded_session_goes_the_same_way_with_us_on_one_side(string file, string name, bool isServer)
    {
        Dialect dialect = file.StartsWith('1') ? Dialect.V1 : Dialect.V2;
        CaptureScript script = CaptureScript.Load(file).Single(s => s.Name == name);

        new CapturePlayer(script, isServer, dialect).Play();
    }
}
