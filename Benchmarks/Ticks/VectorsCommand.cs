using System.CommandLine;
using System.Globalization;

namespace Ecs.Benchmarks.Ticks;

/// <summary>
/// Does a world find the same hits, and become the same, whatever vectors the processor has? Runs <c>tick --check</c> in processes that are
/// forbidden the wider ones, each of which makes sure that it is, on one thread and on two.
/// </summary>
internal static class VectorsCommand
{
    /// <summary>What is forbidden, and bits of the vectors that are left.</summary>
    private static readonly (string Setting, int Bits)[] Children =
    [
        ("", 512),
        ("DOTNET_EnableAVX512", 256),
        ("DOTNET_EnableAVX2", 128),
        ("DOTNET_EnableHWIntrinsic", 0),
    ];

    private static readonly string[] Threads = ["1", "2"];

    public static Command Create()
    {
        var command = new Command("vectors", "Runs tick --check with each width of vectors on one thread and on two, and compares hits and hashes; takes the options of tick")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(static parsed => Run(parsed.UnmatchedTokens));
        return command;
    }

    private static int Run(IReadOnlyList<string> options)
    {
        var answers = new HashSet<string>();
        foreach (var (setting, bits) in Children)
        {
            // A machine may have less than the widest; then some of the children are alike.
            var expected = Math.Min(bits, MovementFloors.VectorBits);
            foreach (var threads in Threads)
            {
                var (code, answer) = Check(setting, expected, [.. options, "--threads", threads]);
                Console.WriteLine($"{(setting.Length == 0 ? "as it is" : setting + "=0")}: vectors of {expected} bits, threads: {threads}, {answer.Trim().ReplaceLineEndings(", ")}");
                if (code != 0)
                    return code;

                answers.Add(answer);
            }
        }

        if (answers.Count == 1)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"vectors: {Children.Length * Threads.Length} processes, one answer"));
            return 0;
        }

        Console.Error.WriteLine("vectors: the processes do not agree");
        return 1;
    }

    private static (int Code, string Answer) Check(string forbidden, int expected, IReadOnlyList<string> options)
    {
        string[] arguments = ["tick", "--check", "--expect-vectors", expected.ToString(CultureInfo.InvariantCulture), .. options];
        using var child = forbidden.Length > 0 ? ThisProgram.Start(arguments, (forbidden, "0")) : ThisProgram.Start(arguments);
        var answer = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return (child.ExitCode, answer);
    }
}
