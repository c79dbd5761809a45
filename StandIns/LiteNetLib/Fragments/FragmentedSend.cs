namespace LiteNetLib.Fragments;

/// <summary>Shared by the parts of one outgoing message that asked for a delivery event: it fires when the last part is acknowledged.</summary>
internal sealed class FragmentedSend(int parts, object? userData)
{
    public object? UserData { get; } = userData;

    public int PartsLeft { get; set; } = parts;
}
