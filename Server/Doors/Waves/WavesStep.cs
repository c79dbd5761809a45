namespace Ecs.Server.Doors.Waves;

/// <summary>What whoever carries an exchange's bytes does next.</summary>
public enum WavesStep
{
    /// <summary>Receive into <see cref="WavesExchange.Free"/>, then ask again.</summary>
    Receive,

    /// <summary>The client said hello: ask again once the admission is decided.</summary>
    Wait,

    /// <summary>A round is complete: pass it on, <see cref="WavesExchange.Draw"/> and send the answer, then ask again.</summary>
    Round,

    /// <summary>Send <see cref="WavesExchange.Answer"/>, then ask again.</summary>
    Send,

    /// <summary>Send <see cref="WavesExchange.Answer"/>, then close.</summary>
    SendAndClose,

    /// <summary>The client says that it leaves: close.</summary>
    Left,

    /// <summary>The client sent what cannot be read, for <see cref="WavesExchange.Fault"/>: close.</summary>
    Fault,
}
