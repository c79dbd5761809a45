namespace LiteNetLib;

/// <summary>Receives the library's few log lines.</summary>
public interface INetLogger
{
    void WriteNet(NetLogLevel level, string str, params object[] args);
}
