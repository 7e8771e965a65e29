namespace JitBot.Sandbox.LookAlikes;

/// <summary>Who was signed out of everything, and when.</summary>
public sealed class SessionEnds(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<(string Person, DateTimeOffset At)> _all = [];

    /// <summary>Raised after each.</summary>
    public event Action? Changed;

    /// <summary>When this person was, the first first.</summary>
    public IReadOnlyList<DateTimeOffset> Of(string person)
    {
        lock (_lock)
            return [.. _all.Where(each => each.Person.Equals(person, StringComparison.OrdinalIgnoreCase)).Select(each => each.At)];
    }

    internal void Add(string person)
    {
        lock (_lock)
            _all.Add((person, clock.GetUtcNow()));
        Changed?.Invoke();
    }
}
