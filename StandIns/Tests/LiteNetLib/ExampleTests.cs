using System.Net;
using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;
using LiteNetLib.Wire;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>Recorded single datagrams, read to their meaning; the ones of a handshake are built again from it.</summary>
public sealed class ExampleTests
{
    public static TheoryData<int, string, string> Examples()
    {
        var examples = new TheoryData<int, string, string>();
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "LiteNetLib", "Captures", "examples.txt")))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                string[] parts = line.Split('|', StringSplitOptions.TrimEntries);
                examples.Add(parts[0] == "1" ? 1 : 2, parts[1], parts[2]);
            }
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Recorded_datagram_has_its_meaning(int line, string hex, string meaning)
    {
        Dialect dialect = line == 1 ? Dialect.V1 : Dialect.V2;
        byte[] packet = CaptureScript.Bytes(hex);

        Assert.Equal(meaning, DatagramText.Describe(dialect, packet));
        if (meaning.StartsWith("request number", StringComparison.Ordinal))
        {
            Assert.True(ConnectRequestLayout.TryRead(packet, dialect, out ConnectRequestLayout read));
            Assert.Equal(packet, ConnectRequestLayout.Build(dialect, read.Number, read.Time, read.PeerId, read.Address, read.Data));
        }
        else if (meaning.StartsWith("accept", StringComparison.Ordinal) || meaning.StartsWith("moved", StringComparison.Ordinal))
        {
            Assert.True(ConnectAcceptLayout.TryRead(packet, out ConnectAcceptLayout read));
            byte[] again = new byte[WireLimits.AcceptSize];
            read.Write(again, dialect);
            Assert.Equal(packet, again);
        }
    }

    [Fact]
    public void Introductions_are_dropped_and_counted()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager => manager.NatPunchEnabled = true);
        var stranger = new IPEndPoint(IPAddress.Loopback, 60_000);
        foreach (object[] example in Examples().Where(e => (string)e[2] == "nat"))
        {
            net.Wire.Inject(stranger, server.EndPoint, CaptureScript.Bytes((string)example[1]));
        }

        net.Run(15);
        Assert.Equal(3, server.Manager.Drops[DropCause.NatMessage]);
    }
}
