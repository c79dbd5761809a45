namespace Ecs.Server.Net.WebSocket;

/// <summary>What a door decides and hears. Everything happens inside <see cref="WebSocketListener.Receive"/>, on the tick's thread.</summary>
public interface IWebSocketHandler
{
    /// <summary>
    /// What to do about a GET: <see cref="HttpAnswer.Upgrade"/>, a refusal, or a small body. A request to upgrade is flawless
    /// when it gets here; one that does not ask for it and gets it anyway is told that it should have.
    /// </summary>
    HttpAnswer Route(in HttpRequest request);

    void OnOpen(WebSocketConnection connection);

    /// <param name="connection">An open one.</param>
    /// <param name="opcode">Text, which is valid UTF-8 then, or binary.</param>
    /// <param name="payload">A whole message; valid during the call only.</param>
    void OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload);

    /// <summary>No message will come any more, and none can be sent: exactly once for each <see cref="OnOpen"/>, whoever ended it.</summary>
    void OnClosed(WebSocketConnection connection);
}
