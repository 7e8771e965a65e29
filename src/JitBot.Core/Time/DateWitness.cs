namespace JitBot.Core.Time;

/// <summary>
/// Where the rooms report the times that other computers' answers carried, so that a wrong clock of our own is noticed. Whoever watches
/// the clock subscribes to <see cref="Seen"/>; the rooms do not wait for it.
/// </summary>
public sealed class DateWitness
{
    /// <summary>Raised with the source's name and the time its answer carried.</summary>
    public event Action<string, DateTimeOffset>? Seen;

    /// <summary>Reports the time an answer carried, whatever the answer was.</summary>
    public void Report(string source, DateTimeOffset date) => Seen?.Invoke(source, date);
}
