namespace Ecs.Tests.Testing;

/// <summary>A client that a test's crank drives.</summary>
internal interface ICrankedClient
{
    /// <summary>One tick's worth of the client's life: take in what arrived, send what is due.</summary>
    void Turn();
}
