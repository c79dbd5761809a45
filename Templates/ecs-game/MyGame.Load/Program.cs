using Ecs.Load;
using MyGame;

return EcsLoad.Run(args, server: typeof(TagMode).Assembly);
