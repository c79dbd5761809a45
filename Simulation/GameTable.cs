namespace Ecs.Simulation;

/// <summary>
/// Which games a program knows. Whoever starts it fills the table, and hands it to whatever looks games up by their names;
/// once that has begun, no game is added any more.
/// </summary>
public sealed class GameTable
{
    private readonly List<GameEntry> _games = [];

    public IReadOnlyList<GameEntry> Games => _games;

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<string> Names => _games.ConvertAll(static game => game.Name);

    /// <exception cref="ArgumentException">No game is called so.</exception>
    public GameEntry this[string name] => Find(name) ?? throw new ArgumentException($"no mode is called '{name}'", nameof(name));

    /// <summary>Null when no game is called so.</summary>
    public GameEntry? Find(string name)
    {
        // A client's bot asks in every frame: no lambda, which would be made anew each time.
        foreach (var game in _games)
        {
            if (game.Name == name)
                return game;
        }

        return null;
    }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>One more game, whose class says what else there is to know.</summary>
    /// <inheritdoc cref="Add(GameEntry)"/>
    public GameTable Add<TGame>(string name)
        where TGame : IGame => Add(new GameEntry(name, TGame.Create, TGame.Bot) { RuleChanges = TGame.RuleChanges });

    /// <summary>One more game. Returns this table, for the next.</summary>
    /// <exception cref="ArgumentException">There is a game of that name, or it is none.</exception>
    public GameTable Add(GameEntry game)
    {
        if (Has(game.Name))
            throw new ArgumentException($"two modes are called '{game.Name}'", nameof(game));

        _games.Add(game);
        return this;
    }
}
