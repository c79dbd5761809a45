using System.Net;

namespace Ecs.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions
{
    public const int ClientsMax = 4_000;
    public const int ProcessesMax = 64;

    /// <summary>As many as one thread plays beside a server on the same machine without being the limit.</summary>
    private const int ClientsPerProcess = 250;

    /// <summary>Files that a process of clients opens beside the socket of each.</summary>
    private const int FilesBesideSockets = 160;

    /// <summary>1 to <see cref="ClientsMax"/>.</summary>
    public int Clients { get; init; }

    /// <summary>1 to <see cref="ProcessesMax"/>; 0 for as many as clients and cores suggest.</summary>
    public int WishedProcesses { get; init; }

    public int Seconds { get; init; }

    /// <summary>Between the last join and the first measured second, 0 or more.</summary>
    public int WarmUpSeconds { get; init; } = 4;

    /// <summary>Of a server that is started.</summary>
    public string LogLevel { get; init; } = "warning";

    public string Names { get; init; } = "";

    /// <summary>Of a file that <see cref="LoadAccounts"/> reads; empty for guests.</summary>
    public string AccountsFile { get; init; } = "";

    public LoadScene Scene { get; init; }

    public FileInfo? Json { get; init; }

    /// <summary>How to start this command once more.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>How many processes play the clients; 0 with one line of fault when they may not open as many sockets.</summary>
    /// <param name="cores">Of this machine.</param>
    /// <param name="files">That one process may have open.</param>
    /// <param name="fault">The line.</param>
    public int Processes(int cores, int files, out string fault)
    {
        fault = "";
        var perProcess = files - FilesBesideSockets;
        var needed = perProcess < 1 ? int.MaxValue : (int)Math.Ceiling((double)Clients / perProcess);
        var processes = WishedProcesses > 0
            ? Math.Min(WishedProcesses, Clients)
            : Math.Max(needed, Math.Min((Clients + ClientsPerProcess - 1) / ClientsPerProcess, Math.Max(cores, 2)));
        if (needed <= processes && processes <= ProcessesMax)
            return processes;

        var share = Math.Min(processes, ProcessesMax);
        fault = FormattableString.Invariant(
            $"{Clients} clients in {share} processes need {((Clients + share - 1) / share) + FilesBesideSockets} open files each, and the limit is {files} (ulimit -n)");
        return 0;
    }

    /// <summary>The rest of the command line of a process that plays a share.</summary>
    public IReadOnlyList<string> WorkerArguments(IPEndPoint server, LoadShare share) =>
    [
        "--worker", $"{share}", "--address", $"{server}", "--names", Names, "--scene", $"{Scene}", "--clients", $"{share.All}",
        .. AccountsFile.Length == 0 ? [] : (string[])["--accounts-file", AccountsFile],
    ];
}
