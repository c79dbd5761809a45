namespace Ecs.Server.Net.Streams;

/// <summary>How far a trusted proxy has come with saying for whom it connects.</summary>
internal enum ProxyGreeting
{
    /// <summary>More is to come, and there is time.</summary>
    Awaited,

    /// <summary>It has said it, or has nothing to say.</summary>
    Heard,

    /// <summary>It went without a word, as those do that only look whether somebody listens.</summary>
    Gone,

    /// <summary>It did not say it in time.</summary>
    Late,

    /// <summary>It cannot be understood.</summary>
    Faulty,

    /// <summary>The person has as many connections as one may have.</summary>
    OverLimit,
}
