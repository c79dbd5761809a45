using System.Globalization;
using System.Reflection;

namespace Ecs.StandIns.Tests.PublicApi;

/// <summary>
/// The public types and members of an assembly as sorted lines of text. What is inherited from object, and attributes and
/// nullability, are left out: they change nothing for a caller's source.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string[] Describe(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (var type in assembly.GetExportedTypes())
        {
            var name = FullName(type);
            lines.Add($"{name} = {Kind(type)}{Bases(type)}");
            if (IsDelegate(type))
            {
                var invoke = type.GetMethod("Invoke")!;
                lines.Add($"{name}({Parameters(invoke)}) : {ReturnName(invoke)}");
                continue;
            }

            foreach (var member in type.GetMembers(Declared))
            {
                if (Describe(member) is { } text)
                    lines.Add($"{name}.{text}");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return [.. lines];
    }

    /// <summary>Lines only one side has, marked + and -, or empty when they are alike.</summary>
    public static string Difference(string[] expected, string[] actual)
    {
        var gone = expected.Except(actual).Select(line => $"- {line}");
        var added = actual.Except(expected).Select(line => $"+ {line}");
        return string.Join('\n', gone.Concat(added).OrderBy(line => line[2..], StringComparer.Ordinal));
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        FieldInfo field when IsSeen(field) => DescribeField(field),
        PropertyInfo property => DescribeProperty(property),
        EventInfo seen when IsSeen(seen.AddMethod) => $"event {seen.Name} : {Name(seen.EventHandlerType!)}",
        ConstructorInfo constructor when IsSeen(constructor) && !constructor.IsStatic => $"new({Parameters(constructor)})",
        MethodInfo method when IsSeen(method) && IsOrdinary(method) => DescribeMethod(method),
        _ => null,
    };

    private static string? DescribeField(FieldInfo field)
    {
        if (field.IsSpecialName)
            return null;

        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        return $"{field.Name} : {kind}{Name(field.FieldType)}{(field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "")}";
    }

    private static string? DescribeProperty(PropertyInfo property)
    {
        var get = IsSeen(property.GetMethod);
        var set = IsSeen(property.SetMethod);
        if (!get && !set)
            return null;

        var accessor = (get ? property.GetMethod : property.SetMethod)!;
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return $"{name} {{ {(get ? "get; " : "")}{(set ? "set; " : "")}}} : {Modifiers(accessor)}{Name(property.PropertyType)}";
    }

    private static string DescribeMethod(MethodInfo method)
    {
        var arguments = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>"
            : "";
        var constraints = string.Concat(method.GetGenericArguments().Select(Constraints));
        return $"{method.Name}{arguments}({Parameters(method)}) : {Modifiers(method)}{ReturnName(method)}{constraints}";
    }

    private static string Constraints(Type argument)
    {
        var special = argument.GenericParameterAttributes;
        var parts = new List<string>();
        if (special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            parts.Add("struct");
        else if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            parts.Add("class");

        parts.AddRange(argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Name));
        return parts.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", parts)}";
    }

    private static bool IsSeen(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsSeen(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsOrdinary(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && method.GetBaseDefinition().DeclaringType != typeof(object)
        && method.GetBaseDefinition().DeclaringType != typeof(ValueType);

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
            return "static ";

        if (method.IsAbstract)
            return method.DeclaringType!.IsInterface ? "" : "abstract ";

        return method.IsVirtual && !method.IsFinal ? "virtual " : "";
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return $"enum {Name(Enum.GetUnderlyingType(type))}";

        if (IsDelegate(type))
            return "delegate";

        if (type.IsInterface)
            return "interface";

        if (type.IsValueType)
        {
            var isReadOnly = type.CustomAttributes.Any(a => a.AttributeType.Name == "IsReadOnlyAttribute");
            return (isReadOnly ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + "struct";
        }

        return type switch
        {
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
    }

    private static string Bases(Type type)
    {
        if (type.IsEnum || IsDelegate(type))
            return "";

        IEnumerable<string> names = type.GetInterfaces().Where(i => i.IsVisible).Select(Name).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            names = names.Prepend(Name(parent));

        var joined = string.Join(", ", names);
        return joined.Length == 0 ? "" : $" : {joined}";
    }

    private static bool IsDelegate(Type type) => type.BaseType == typeof(MulticastDelegate);

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var mode = "";
        if (type.IsByRef)
        {
            mode = parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
            type = type.GetElementType()!;
        }

        if (parameter.GetCustomAttributes().Any(a => a is ParamArrayAttribute or System.Runtime.CompilerServices.ParamCollectionAttribute))
            mode = "params ";

        var initial = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "";
        return $"{mode}{Name(type)} {parameter.Name}{initial}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string ReturnName(MethodInfo method)
    {
        if (!method.ReturnType.IsByRef)
            return Name(method.ReturnType);

        var isReadOnly = method.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "InAttribute");
        return $"ref {(isReadOnly ? "readonly " : "")}{Name(method.ReturnType.GetElementType()!)}";
    }

    private static string FullName(Type type) => type.DeclaringType is { } outer
        ? $"{FullName(outer)}.{Name(type)}"
        : $"{type.Namespace}.{Name(type)}";

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return $"ref {Name(type.GetElementType()!)}";

        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";

        if (type.IsPointer)
            return $"{Name(type.GetElementType()!)}*";

        if (!type.IsGenericType)
            return type.Name;

        var bare = type.Name.Split('`')[0];
        return $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
