using Ecs.Server;

// What exists: a server with the five games that come with it. A game of somebody else begins with the same line (docs/tutorial.md).
return EcsServer.Run(args, static games => games.AddShipped());
