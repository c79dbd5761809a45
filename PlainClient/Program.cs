using System.Globalization;
using System.Net;
using Ecs.PlainClient;

// usage: HOST PORT NAME [stay], and in the environment, where other users of the machine do not see it, the password of an account. Prints one line; 0 when everything happened, 1 when something did not, 78 for bad arguments.
if (args is not [var host, var port, var name, .. var rest]
    || !IPAddress.TryParse(host, out var address)
    || !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
    || rest is not ([] or ["stay"]))
{
    Console.WriteLine("usage: [ECS_PASSWORD=...] ADDRESS PORT NAME [stay]");
    return 78;
}

var password = Environment.GetEnvironmentVariable("ECS_PASSWORD") ?? "";
using var player = new Player(new IPEndPoint(address, number), name, password, stays: rest.Length != 0);
var story = player.Play(TimeSpan.FromSeconds(90));
Console.WriteLine(story.Text);
return story.IsWhole ? 0 : 1;
