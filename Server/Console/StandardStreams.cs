using System.Runtime.InteropServices;
using System.Text;
using Ecs.Server.Base;

namespace Ecs.Server.Console;

/// <summary>
/// What a program was started with as standard input, output and error. Any of the three may be closed (<c>&gt;&amp;-</c>), and
/// then its number is soon that of something else: the runtime's own pipes, a socket, a recording. So the first thing that a
/// program does is <see cref="Open"/>; from then on nothing is read from or written to a stream that was closed.
/// </summary>
public static partial class StandardStreams
{
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;
    private const int ReadAndWrite = 2;
    private const int LastStream = 2;

    private static readonly bool[] IsClosed = new bool[LastStream + 1];
    private static UnheardStream? _output;

    /// <summary>
    /// To be called once, before anything else. Afterwards <see cref="System.Console"/> writes what can be written and lets
    /// the rest go: a full disk or a reader who left is no reason to end.
    /// </summary>
    public static void Open()
    {
        // There a stream is a handle, not a number that the next file gets.
        if (OperatingSystem.IsWindows())
            return;

        // What a process is started with outlives exec, and what the runtime opens does not: so a stream that does not is none.
        var anyClosed = false;
        for (var stream = 0; stream <= LastStream; stream++)
        {
            var flags = ControlDescriptor(stream, GetDescriptorFlags);
            IsClosed[stream] = flags < 0 || (flags & CloseOnExec) != 0;
            anyClosed |= IsClosed[stream];
        }

        if (anyClosed)
            FillHoles();
        if (IsClosed[0])
            System.Console.SetIn(TextReader.Null);
        _output = new UnheardStream(OpenOutput());
        System.Console.SetOut(WriterOf(_output));
        System.Console.SetError(WriterOf(new UnheardStream(IsClosed[2] ? Stream.Null : System.Console.OpenStandardError())));
    }

    /// <summary>Standard input, at its end when it was closed.</summary>
    public static Stream OpenInput() => IsClosed[0] ? Stream.Null : System.Console.OpenStandardInput();

    /// <summary>Standard output, which says what it could not take; one that was closed takes everything.</summary>
    public static Stream OpenOutput() => IsClosed[1] ? Stream.Null : System.Console.OpenStandardOutput();

    /// <summary>The exit code of a program whose answer is what it printed: one that was lost on the way was not given.</summary>
    /// <param name="code">What the answer said; anything but <see cref="ExitCode.Ok"/> stays.</param>
    public static int CodeOf(int code)
    {
        if (code != ExitCode.Ok || _output is not { Fault.Length: > 0 } output)
            return code;
        System.Console.Error.Write($"standard output cannot be written: {output.Fault}\n");
        return ExitCode.NotWritten;
    }

    /// <summary>The numbers of the three streams are given to nothing else from now on.</summary>
    private static void FillHoles()
    {
        int opened;
        do
        {
            opened = OpenDescriptor("/dev/null", ReadAndWrite);
        }
        while (opened is >= 0 and <= LastStream);
        if (opened > LastStream)
            _ = CloseDescriptor(opened);
    }

    private static StreamWriter WriterOf(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int ControlDescriptor(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
