using Ecs.DebugView;
using MyGame;

return EcsWindow.Run(args, games => games.Add<TagMode>("tag"));
