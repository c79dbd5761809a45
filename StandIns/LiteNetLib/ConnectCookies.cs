namespace LiteNetLib;

/// <summary>When a connect request must prove its source address by bringing back a cookie.</summary>
public enum ConnectCookies
{
    Never,

    /// <summary>Only while requests flood in (see <see cref="NetLimits.RequestsPerSecondBeforeCookies"/>).</summary>
    WhenFlooded,

    /// <summary>Every time: no state and no connection exists before the address is proven. Original clients cannot answer it by themselves.</summary>
    Always,
}
