using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Bots;

/// <summary>
/// A player that decides from what an observer may see. Without memory: the same view gives the same move, so a bot in the
/// server and one behind a connection are the same bot.
/// </summary>
/// <param name="view">The world after the last tick.</param>
/// <param name="self">The bot's seat; a seat without a living avatar gets a neutral command.</param>
/// <param name="seed">Of the world; two bots of one seed still differ by seat.</param>
/// <param name="tick">The tick that will apply the command.</param>
public delegate BotMove BotBrain(WorldView view, PlayerSlot self, ulong seed, Tick tick);

/// <summary>What a bot does in one tick: a command, and a rare act unless its code is <see cref="PlayerActionCode.None"/>.</summary>
public readonly record struct BotMove(PlayerCommand Command, PlayerAction Action = default);
