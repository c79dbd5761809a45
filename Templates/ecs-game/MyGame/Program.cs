using Ecs.Server;
using MyGame;

return EcsServer.Run(args, games => games.Add<TagMode>("tag"));
