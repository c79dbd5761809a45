using Ecs.DebugView;

return EcsWindow.Run(args, static games => games.AddShipped());
