using System.Reflection;
using Ecs.Tests.House;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>What the world's code may use: checked in the compiled assembly, where no spelling can hide it.</summary>
public sealed class GuardTests
{
    private static readonly Type[] Floating = [typeof(float), typeof(double), typeof(decimal), typeof(Half)];

    [Fact]
    public void The_world_has_no_floating_point_in_fields_signatures_locals_or_instructions()
    {
        var strays = new List<string>();
        foreach (var member in CodeReader.MembersOf(typeof(Ecs.Simulation.WorldTick).Assembly))
        {
            if (member.Types.FirstOrDefault(type => Floating.Contains(type)) is { } stray)
                strays.Add($"{member.Name} uses {stray.Name}");

            if (member.HasFloatingInstruction)
                strays.Add($"{member.Name} computes with floating point");
        }

        Assert.Empty(strays);
    }

    [Fact]
    public void The_world_calls_nothing_that_the_list_bans()
    {
        var (types, members) = BannedNames();
        var strays = CodeReader.MembersOf(typeof(Ecs.Simulation.WorldTick).Assembly)
            .SelectMany(member => member.Calls.Select(call => (member.Name, Call: call)))
            .Where(use => types.Contains(use.Call.DeclaringType!.FullName!) || members.Contains($"{use.Call.DeclaringType.FullName}.{use.Call.Name}"))
            .Where(use => !IsGeneratedEquality(use.Name, use.Call))
            .Select(use => $"{use.Name} calls {use.Call.DeclaringType!.Name}.{use.Call.Name}");

        Assert.Empty(strays);
    }

    [Fact]
    public void Every_entry_of_the_list_is_a_name_that_exists()
    {
        // The analyzer passes over names that it cannot find: a slip of the pen would ban nothing.
        var (types, members) = BannedNames();

        Assert.True(types.Count > 15 && members.Count > 4);
        Assert.All(types, name => Assert.NotNull(Find(name)));
        Assert.All(members, name => Assert.NotEmpty(Find(name[..name.LastIndexOf('.')])!.GetMember(name[(name.LastIndexOf('.') + 1)..])));
    }

    [Fact]
    public void The_reader_of_code_finds_floating_point_and_banned_calls()
    {
        var found = CodeReader.MembersOf(typeof(GuardTests).Assembly).Where(member => member.Name.Contains(nameof(Sinner), StringComparison.Ordinal)).ToList();

        Assert.Contains(found, member => member.Types.Contains(typeof(double)));
        Assert.Contains(found, member => member.HasFloatingInstruction);
        Assert.Contains(found, member => member.Calls.Any(call => call.DeclaringType == typeof(Random)));
    }

    private static Type? Find(string name) => AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)
        ?? Type.GetType($"{name}, System.Linq") ?? Type.GetType($"{name}, System.Linq.Parallel") ?? Type.GetType($"{name}, System.Threading.Tasks.Parallel")
        ?? Type.GetType($"{name}, System.Security.Cryptography") ?? Type.GetType($"{name}, System.Net.Sockets") ?? Type.GetType($"{name}, System.Console");

    /// <summary>Records get GetHashCode and a number's ToString from the compiler; nothing of the world asks for them.</summary>
    private static bool IsGeneratedEquality(string member, MethodBase call) =>
        call.Name == nameof(GetHashCode) && member.EndsWith("." + nameof(GetHashCode), StringComparison.Ordinal);

    private static (HashSet<string> Types, HashSet<string> Members) BannedNames()
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "BannedSymbols.txt")))
        {
            var name = line.Split(';')[0];
            switch (name[..2])
            {
                case "T:":
                    types.Add(name[2..]);
                    break;
                case "M:" or "P:":
                    members.Add(name[2..].Split('(')[0]);
                    break;
                default:
                    Assert.Fail($"unknown kind of entry: {line}");
                    break;
            }
        }

        return (types, members);
    }

    /// <summary>Does what the world must not, to show that it would be seen.</summary>
    private static class Sinner
    {
        public static int Draw(int limit) => (int)(new Random(limit).NextDouble() * limit);
    }
}
