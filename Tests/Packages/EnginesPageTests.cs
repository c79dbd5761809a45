using Ecs.Tests.House;
using Microsoft.CodeAnalysis;

namespace Ecs.Tests.Packages;

/// <summary>The code of docs/engines.md, as somebody would copy it.</summary>
public class EnginesPageTests
{
    /// <summary>As much of Godot's names as the page uses.</summary>
    private const string Godot = """
        namespace Godot;

        public readonly record struct Vector2(float X, float Y)
        {
            public static Vector2 operator *(Vector2 vector, float factor) => new(vector.X * factor, vector.Y * factor);
        }

        public readonly record struct Color(float R, float G, float B);

        public static class Colors
        {
            public static Color White => new(1, 1, 1);
        }

        public static class Input
        {
            public static Vector2 GetVector(string negativeX, string positiveX, string negativeY, string positiveY) => default;

            public static bool IsActionPressed(string action) => false;
        }

        public partial class Node2D
        {
            public virtual void _Process(double delta)
            {
            }

            public virtual void _Draw()
            {
            }

            public virtual void _ExitTree()
            {
            }

            public void QueueRedraw()
            {
            }

            public void DrawCircle(Vector2 position, float radius, Color color)
            {
            }
        }
        """;

    [Fact]
    public void Its_files_compile_against_the_packages()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "engines.md"));
        var files = Stranger.FilesOf(page).ToDictionary();

        Assert.Equal(["EcsPlayer.cs", "EcsNode.cs"], files.Keys);
        Stranger.Compile("Godot", OutputKind.DynamicallyLinkedLibrary, files.Values.Append(Godot));
    }
}
