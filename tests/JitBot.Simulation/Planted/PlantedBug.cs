namespace JitBot.Simulation.Planted;

/// <summary>One place of the source and what is put there instead. The place must be there exactly once.</summary>
internal sealed record Edit(string File, string Instead, string Of);

/// <summary>How a bug is looked for.</summary>
internal abstract record Check
{
    private Check()
    {
    }

    /// <summary>By simulated lives, at most so many.</summary>
    public sealed record Lives(long Most = 20_000) : Check;

    /// <summary>By the meetings of two deeds whose names begin so.</summary>
    public sealed record Meetings(string Beginning) : Check;

    /// <summary>By the tests of a project whose names contain this.</summary>
    public sealed record Tests(string Project, string Filter) : Check;
}

/// <summary>A bug, as somebody might make it, and what is to catch it.</summary>
internal sealed record PlantedBug(string Name, Check Check, params Edit[] Edits)
{
    /// <summary>No bug at all: whatever a check catches then was left behind by another.</summary>
    public static PlantedBug None(Check check) => new("nothing planted", check is Check.Lives ? new Check.Lives(Most: 3_000) : check);

    public override string ToString() => Name;
}
