using System.Reflection;
using System.Reflection.Emit;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>Reads an assembly's instructions: which types each member names, what it calls, whether it computes with floating point.</summary>
internal static class CodeReader
{
    private const BindingFlags Everything =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(instruction => instruction.Value);

    private static readonly HashSet<OpCode> FloatingInstructions =
    [
        OpCodes.Ldc_R4, OpCodes.Ldc_R8, OpCodes.Conv_R4, OpCodes.Conv_R8, OpCodes.Conv_R_Un, OpCodes.Ldind_R4, OpCodes.Ldind_R8,
        OpCodes.Stind_R4, OpCodes.Stind_R8, OpCodes.Ldelem_R4, OpCodes.Ldelem_R8, OpCodes.Stelem_R4, OpCodes.Stelem_R8, OpCodes.Ckfinite,
    ];

    public static IEnumerable<Member> MembersOf(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            yield return new Member(type.FullName!, [.. type.GetFields(Everything).SelectMany(field => Flat(field.FieldType))], [], false);
            foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
                yield return Read(method);
        }
    }

    private static Member Read(MethodBase method)
    {
        var types = new List<Type>(method.GetParameters().SelectMany(parameter => Flat(parameter.ParameterType)));
        if (method is MethodInfo { ReturnType: var answer })
            types.AddRange(Flat(answer));

        var calls = new List<MethodBase>();
        var isFloating = false;
        if (method.GetMethodBody() is { } body)
        {
            types.AddRange(body.LocalVariables.SelectMany(local => Flat(local.LocalType)));
            foreach (var (instruction, token) in Walk(body.GetILAsByteArray()!))
            {
                isFloating |= FloatingInstructions.Contains(instruction);
                if (instruction.OperandType is OperandType.InlineMethod && Called(method, token) is { } called)
                {
                    calls.Add(called);
                    types.AddRange(called.GetParameters().SelectMany(parameter => Flat(parameter.ParameterType)));
                    types.AddRange(called is MethodInfo { ReturnType: var result } ? Flat(result) : []);
                }
            }
        }

        return new Member($"{method.DeclaringType}.{method.Name}", types, calls, isFloating);
    }

    private static MethodBase? Called(MethodBase caller, int token) => caller.Module.ResolveMethod(
        token,
        caller.DeclaringType!.IsGenericType ? caller.DeclaringType.GetGenericArguments() : null,
        caller.IsGenericMethod ? caller.GetGenericArguments() : null) is { DeclaringType: not null } called
            ? called
            : null;

    private static IEnumerable<(OpCode Instruction, int Token)> Walk(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            var instruction = Instructions[value];
            at += instruction.Size;
            yield return (instruction, instruction.OperandType is OperandType.InlineMethod ? BitConverter.ToInt32(code, at) : 0);
            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Flat(Type type)
    {
        if (type.HasElementType)
            return Flat(type.GetElementType()!);

        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Flat).Append(type) : [type];
    }

    internal sealed record Member(string Name, IReadOnlyList<Type> Types, IReadOnlyList<MethodBase> Calls, bool HasFloatingInstruction);
}
