using Ecs.DebugView.Model.Input;

namespace Ecs.DebugView.Model.Commands;

/// <summary>A line being typed, with what was typed before and what it could become.</summary>
public sealed class CommandEditor
{
    private const int LengthLimit = 512;
    private const int HistoryLimit = 100;
    private const int OutputLimit = 500;

    private readonly List<string> _history = [];
    private readonly List<string> _output = [];
    private int _place;

    /// <summary>Whether keys go here.</summary>
    public bool IsFocused { get; set; }

    public string Line { get; private set; } = "";

    /// <summary>Lines sent and answers received, oldest first.</summary>
    public IReadOnlyList<string> Output => _output;

    /// <summary>What Tab would choose from.</summary>
    public IReadOnlyList<string> Candidates { get; private set; } = [];

    public void Type(string text)
    {
        foreach (var letter in text)
        {
            if (!char.IsControl(letter) && Line.Length < LengthLimit)
                Line += letter;
        }

        if (text.Length != 0)
            Candidates = [];
    }

    /// <summary>A key that edits, recalls, completes or leaves; the line to send when it was Enter, else null.</summary>
    /// <param name="key">While the console has the focus.</param>
    /// <param name="names">Commands; they complete the first word.</param>
    /// <param name="players">Names; they complete the others.</param>
    public string? Press(ViewKey key, IReadOnlyList<string> names, IReadOnlyList<string> players)
    {
        switch (key)
        {
            case ViewKey.Enter when Line.Trim().Length != 0:
                return Send();
            case ViewKey.Backspace when Line.Length != 0:
                Line = Line[..^1];
                Candidates = [];
                break;
            case ViewKey.Up:
                Recall(_place - 1);
                break;
            case ViewKey.Down:
                Recall(_place + 1);
                break;
            case ViewKey.Tab:
                Complete(names, players);
                break;
            case ViewKey.Escape:
                IsFocused = false;
                break;
            default:
                break;
        }

        return null;
    }

    /// <summary>Adds what was answered, or sent, to the output; long texts are several lines.</summary>
    public void Show(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
            _output.Add(line.ToString());
        if (_output.Count > OutputLimit)
            _output.RemoveRange(0, _output.Count - OutputLimit);
    }

    private string Send()
    {
        var sent = Line.Trim();
        if (_history.Count == 0 || _history[^1] != sent)
            _history.Add(sent);
        if (_history.Count > HistoryLimit)
            _history.RemoveAt(0);
        _place = _history.Count;
        Line = "";
        Candidates = [];
        Show("> " + sent);
        return sent;
    }

    private void Recall(int place)
    {
        _place = Math.Clamp(place, 0, _history.Count);
        Line = _place < _history.Count ? _history[_place] : "";
        Candidates = [];
    }

    /// <summary>Completes as far as all that begin alike agree; shows them when there are several.</summary>
    private void Complete(IReadOnlyList<string> names, IReadOnlyList<string> players)
    {
        var start = Line.LastIndexOf(' ') + 1;
        var begun = Line[start..];
        List<string> found = [.. (start == 0 ? names : players).Where(name => name.StartsWith(begun, StringComparison.OrdinalIgnoreCase))];
        Candidates = found.Count > 1 ? found : [];
        if (found.Count == 0)
            return;
        var common = found[0];
        foreach (var name in found)
        {
            var equal = 0;
            while (equal < common.Length && equal < name.Length && char.ToUpperInvariant(common[equal]) == char.ToUpperInvariant(name[equal]))
                equal++;
            common = common[..equal];
        }

        Line = Line[..start] + common + (found.Count == 1 ? " " : "");
    }
}
