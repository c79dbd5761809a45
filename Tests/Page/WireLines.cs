using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Tests.Protocol;

namespace Ecs.Tests.Page;

/// <summary>
/// Messages, inputs and maps as our own code writes them, with what is in them, for messages.test.js: a JSON object a line.
/// </summary>
internal sealed class WireLines
{
    private readonly StringBuilder _lines = new();

    public string Text => _lines.ToString();

    /// <summary>A message, and its values as they are read from MessagePack's own page.</summary>
    public void Add(MessageCase item, byte[] packet) => Write(new JsonObject
    {
        ["message"] = item.Name,
        ["server"] = item.Sender == Side.Server,
        ["hex"] = Convert.ToHexStringLower(packet),
        ["values"] = Plain(PlainMessagePack.Read(packet)),
    });

    /// <summary>The body of an input of some commands.</summary>
    public void AddInput(Random random)
    {
        var commands = new PlayerCommand[random.Next(Limits.CommandsPerInput + 1)];
        var newest = (uint)random.Next(1000, 1_000_000);
        for (var index = 0; index < commands.Length; index++)
        {
            var tick = new Tick(newest - (uint)index);
            commands[index] = index > 0 && random.Next(3) > 0
                ? commands[index - 1] with { Tick = tick }
                : new PlayerCommand(tick, (sbyte)random.Next(-127, 128), (sbyte)random.Next(-127, 128), new Angle((ushort)random.Next(65_536)), (Buttons)random.Next(4))
                {
                    SeenAge = (ushort)(random.Next(2) * random.Next(65_536)),
                };
        }

        var body = new byte[InputBody.LongestBytes];
        var length = InputBody.Write(body, new Tick(newest - 9), commands);
        Write(new JsonObject
        {
            ["input"] = newest - 9,
            ["hex"] = Convert.ToHexStringLower(body.AsSpan(0, length)),
            ["commands"] = new JsonArray([.. commands.Select(static command => new JsonObject
            {
                ["tick"] = command.Tick.Value,
                ["moveX"] = command.MoveX,
                ["moveY"] = command.MoveY,
                ["aim"] = command.Aim.Raw,
                ["buttons"] = (int)command.Buttons,
                ["age"] = command.SeenAge,
            })]),
        });
    }

    /// <summary>A map as it travels.</summary>
    public void Add(Map map) => Write(new JsonObject
    {
        ["map"] = map.Name,
        ["hex"] = Convert.ToHexStringLower(map.Packed.Span),
        ["hash"] = $"{map.Hash}",
        ["walls"] = map.Solids.Length,
        ["things"] = map.Things.Length,
    });

    private static JsonNode? Plain(object value) => value switch
    {
        Int128 number => JsonNode.Parse($"{number}"),
        object[] items => new JsonArray([.. items.Select(Plain)]),
        byte[] bytes => new JsonObject { ["bytes"] = Convert.ToHexStringLower(bytes) },
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        _ => throw new ArgumentException($"a {value.GetType()}", nameof(value)),
    };

    private void Write(JsonObject line) => _lines.Append(line.ToJsonString(JsonSerializerOptions.Default)).Append('\n');
}
