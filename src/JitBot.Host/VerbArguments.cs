namespace JitBot.Host;

/// <summary>What was typed behind a verb, held against what the verb takes.</summary>
internal sealed class VerbArguments
{
    private readonly ILookup<string, string> _given;

    private VerbArguments(IEnumerable<(string Name, string Value)> given, string[] typed, Action<WebApplicationBuilder>? adjust)
    {
        _given = given.ToLookup(each => each.Name, each => each.Value, StringComparer.Ordinal);
        (Typed, Adjust) = (typed, adjust);
    }

    /// <summary>The arguments as they were typed.</summary>
    public string[] Typed { get; }

    /// <summary>As for <see cref="JitBotApp.Build"/>.</summary>
    public Action<WebApplicationBuilder>? Adjust { get; }

    /// <summary>Whether the option was given.</summary>
    public bool Has(string name) => _given.Contains(name);

    /// <summary>The option's value, or null if it was not given.</summary>
    public string? Value(string name) => _given[name].FirstOrDefault();

    /// <summary>All values of an option that may be given several times.</summary>
    public IReadOnlyList<string> Values(string name) => [.. _given[name]];

    /// <summary>The arguments, or null and what is wrong with the first one that is.</summary>
    public static VerbArguments? Read(Verb verb, string[] typed, Action<WebApplicationBuilder>? adjust, out string wrong)
    {
        var given = new List<(string Name, string Value)>();
        wrong = "";
        for (var i = 0; i < typed.Length && wrong.Length == 0; i++)
        {
            var (name, inline) = Split(typed[i]);
            if (verb.TakesSettings && name.Contains(':', StringComparison.Ordinal) && (inline is not null || ++i < typed.Length))
                continue;
            if (!name.StartsWith('-') && verb.Options.FirstOrDefault(option => option.IsOperand && given.All(each => each.Name != option.Name)) is { } operand)
            {
                given.Add((operand.Name, typed[i]));
                continue;
            }

            if (verb.Options.FirstOrDefault(option => option.Name == name && !option.IsOperand) is not { } known)
                wrong = $"{Called(verb)} takes no '{name}'; {What(verb)}.";
            else if (known.Value is null && inline is not null)
                wrong = $"{name} takes no value.";
            else if (known.Value is not null && inline is null && (++i >= typed.Length || IsOption(verb, typed[i])))
                wrong = $"{name} needs a value: {known.Usage}.";
            else if (!known.IsRepeated && given.Any(earlier => earlier.Name == name))
                wrong = $"{name} is given twice.";
            else
                given.Add((name, known.Value is null ? "" : inline ?? typed[i]));
        }

        if (wrong.Length == 0 && verb.Options.FirstOrDefault(option => option.IsRequired && given.All(each => each.Name != option.Name)) is { } missing)
            wrong = $"{Called(verb)} needs {missing.Usage}: {missing.What}.";
        return wrong.Length == 0 ? new VerbArguments(given, typed, adjust) : null;
    }

    private static (string Name, string? Inline) Split(string typed)
    {
        var at = typed.StartsWith("--", StringComparison.Ordinal) ? typed.IndexOf('=', StringComparison.Ordinal) : -1;
        return at < 0 ? (typed, null) : (typed[..at], typed[(at + 1)..]);
    }

    private static bool IsOption(Verb verb, string typed) => verb.Options.Any(option => option.Name == typed);

    private static string Called(Verb verb) => verb.Name.Length == 0 ? "JitBot" : verb.Name;

    private static string What(Verb verb) =>
        verb.Options.Count == 0 ? "it takes nothing" : $"it takes {string.Join(", ", verb.Options.Select(option => option.Usage))}";
}
