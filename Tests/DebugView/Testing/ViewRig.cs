using System.Numerics;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Games;

namespace Ecs.Tests.DebugView.Testing;

/// <summary>The window without its pixels over a server on a virtual clock: turns both, presses, points, and reads the picture.</summary>
internal sealed class ViewRig : IDisposable
{
    private Vector2 _pointer;
    private bool _isDown;

    public ViewRig(int bots = 8, string mode = "arena")
        : this(new ServerRig(rooms: new RoomOptions { Bots = bots, Mode = mode }))
    {
    }

    private ViewRig(ServerRig server)
    {
        Server = server;
        Source = new RigSource(Server);
        View = new ViewModel(Source);
        Picture = new DrawList(new PlainText());
    }

    /// <summary>Over a game in which players do not see everything.</summary>
    public static ViewRig OfLookout(int bots) =>
        new(new ServerRig(1, 15, null, [new RoomOptions { Mode = "lookout", Bots = bots }], LookoutMode.NewMap(), LookoutMode.Table));

    public ServerRig Server { get; }

    public RigSource Source { get; }

    public ViewModel View { get; }

    public DrawList Picture { get; }

    public Vector2 Window { get; set; } = new(1280, 720);

    /// <summary>Ticks of the server, a picture after each.</summary>
    public ViewRig Run(int ticks = 1)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            Server.Run(1);
            Draw();
        }

        return this;
    }

    /// <summary>Goes on until there is something to see, at most a virtual minute.</summary>
    public ViewRig RunUntil(Func<bool> condition)
    {
        for (var tick = 0; !condition(); tick++)
        {
            Assert.True(tick < 3600, "not within a minute");
            Run();
        }

        return this;
    }

    /// <summary>A picture without a tick.</summary>
    public ViewRig Draw(double seconds = 1 / 60.0) => Turn(new ViewInput { Window = Window, Pointer = _pointer, IsDown = _isDown }, seconds);

    public ViewRig Press(params ViewKey[] keys) => Turn(new ViewInput { Window = Window, Pointer = _pointer, Keys = keys }).Draw();

    public ViewRig Type(string text) => Turn(new ViewInput { Window = Window, Pointer = _pointer, Typed = text }).Draw();

    public ViewRig Wheel(Vector2 at, float turns)
    {
        _pointer = at;
        return Turn(new ViewInput { Window = Window, Pointer = at, Wheel = turns }).Draw();
    }

    public ViewRig Click(Vector2 at) => Drag(at, at);

    public ViewRig Drag(Vector2 from, Vector2 to)
    {
        _pointer = from;
        Turn(new ViewInput { Window = Window, Pointer = from, IsPressed = true, IsDown = true });
        _pointer = to;
        _isDown = true;
        Turn(new ViewInput { Window = Window, Pointer = to, IsDown = true });
        _isDown = false;
        return Turn(new ViewInput { Window = Window, Pointer = to, IsReleased = true }).Draw();
    }

    public List<DrawItem> Items(Part part)
    {
        var found = new List<DrawItem>();
        foreach (ref readonly var item in Picture.Items)
        {
            if (item.Part == part)
                found.Add(item);
        }

        return found;
    }

    public List<string> Texts(Part part) => [.. Items(part).Where(item => item.Shape == Shape.Text).Select(item => item.Text)];

    public List<EntityState> Entities(EntityKind kind) => [.. View.Shown.View.Entities.ToArray().Where(entity => entity.Kind == kind)];

    /// <summary>Where an entity appears in the window.</summary>
    public Vector2 PlaceOf(in EntityState entity) => View.Camera.ToScreen(Units.Place(entity));

    public void Dispose()
    {
        View.Dispose();
        Server.Dispose();
    }

    private ViewRig Turn(ViewInput input, double seconds = 1 / 60.0)
    {
        View.Update(input, seconds);
        ViewPicture.Draw(View, Picture, 60);
        return this;
    }
}
