namespace JitBot.Host;

/// <summary>
/// A verb of the program as it is typed, what it does in one line, what it takes, and how it is run. From this its help is printed, so that
/// none can be without. An empty name is the program without a verb.
/// </summary>
internal sealed record Verb(string Name, string Summary, IReadOnlyList<VerbOption> Options, Func<VerbArguments, Task<int>> Run)
{
    /// <summary>What else is worth knowing, and what the exit codes mean here; paragraphs.</summary>
    public required string More { get; init; }

    /// <summary>Whether settings may stand on the command line, as when the program serves.</summary>
    public bool TakesSettings { get; init; }

    /// <summary>The words of the name.</summary>
    public string[] Words => Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>An option: <paramref name="Value"/> is the name of what follows it, null if nothing does.</summary>
internal sealed record VerbOption(string Name, string? Value, string What)
{
    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it may be given several times.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Whether it is typed without a name, behind the verb.</summary>
    public bool IsOperand { get; init; }

    /// <summary>As it is typed.</summary>
    public string Usage => Value is null ? Name : $"{Name} {Value}";
}
