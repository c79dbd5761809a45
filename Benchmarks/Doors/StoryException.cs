namespace Ecs.Benchmarks.Doors;

/// <summary>A story did not go as told; the message says where.</summary>
internal sealed class StoryException(string text) : Exception(text)
{
    public static void Unless(bool condition, string text)
    {
        if (!condition)
            throw new StoryException(text);
    }
}
