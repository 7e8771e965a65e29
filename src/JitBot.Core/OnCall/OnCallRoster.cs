using System.Text;

namespace JitBot.Core.OnCall;

/// <summary>
/// Somebody on call: the source's own id for them, the address by which they are known here, the name to be shown if there is one, and until
/// when if the source says so.
/// </summary>
public sealed record OnCallPerson(string Key, string Email, string? Name = null, DateTimeOffset? Until = null);

/// <summary>Everybody who is on call on one schedule at one moment, each once.</summary>
public sealed record OnCallRoster
{
    /// <summary>More people than are ever on call at once; an answer with more is somebody's mistake, and is refused by the rooms.</summary>
    public const int Most = 100;

    private OnCallRoster(IReadOnlyList<OnCallPerson> people) => People = people;

    /// <summary>Whoever is on call, in the source's order.</summary>
    public IReadOnlyList<OnCallPerson> People { get; }

    /// <summary>Who stands on it several times, in several levels or shifts, stands on it once, until the last of them ends.</summary>
    public static OnCallRoster Of(IEnumerable<OnCallPerson> people) =>
        new([.. people.GroupBy(person => (person.Key, person.Email.ToLowerInvariant())).Select(same => same.First() with { Until = Last(same) })]);

    /// <summary>
    /// Whether exactly one of those on call has this address. Two whom the source tells apart are nobody: it cannot be told which is meant. Letters
    /// beyond ASCII can look, and fold, like others, and match nothing.
    /// </summary>
    public bool Has(string email) =>
        Ascii.IsValid(email) && email.Length > 0 && People.Count(person => Ascii.IsValid(person.Email) && person.Email.Equals(email, StringComparison.OrdinalIgnoreCase)) == 1;

    /// <summary>Without those whose time is over, as far as the source has said when that is.</summary>
    public OnCallRoster At(DateTimeOffset now) => new([.. People.Where(person => person.Until is not { } until || until > now)]);

    private static DateTimeOffset? Last(IEnumerable<OnCallPerson> same) => same.Any(person => person.Until is null) ? null : same.Max(person => person.Until);
}
