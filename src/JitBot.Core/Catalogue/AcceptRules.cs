using JitBot.Core.People;

namespace JitBot.Core.Catalogue;

/// <summary>Why an edition is not accepted.</summary>
public enum AcceptRefusal
{
    /// <summary>Not among the operators whom the edition in force names.</summary>
    NotAnOperator,

    /// <summary>Nothing waits.</summary>
    NothingWaits,

    /// <summary>Not the version that waits: it was mistyped, or the settings were saved again since.</summary>
    AnotherWaits,
}

/// <summary>What becomes of an attempt to accept an edition: the events, or why not. Pure.</summary>
public sealed record AcceptDecision(IReadOnlyList<CatalogueEvent> Events, AcceptRefusal? Why);

/// <summary>Who may accept which edition.</summary>
public static class AcceptRules
{
    /// <summary>
    /// So many characters of a version name it: 128 bits. Whoever edits the settings can try editions until two of their versions begin alike, and swap one for the other
    /// after an operator has read it; for this many characters that is 2^64 tries, for twelve it would be 2^24.
    /// </summary>
    public const int LeastTyped = 32;

    /// <summary>Decides on the version that was <paramref name="typed"/>. Once accepted the edition that was read last is in force as a whole.</summary>
    public static AcceptDecision Accept(CatalogueState state, string typed, LinkParty by, bool isOperator, DateTimeOffset at)
    {
        if (state.InForce is not { Waiting.Count: > 0 } || state.Latest is not { } latest)
            return new AcceptDecision([], AcceptRefusal.NothingWaits);
        if (typed.Length < LeastTyped || !latest.Version.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            return new AcceptDecision([], AcceptRefusal.AnotherWaits);
        return isOperator
            ? new AcceptDecision([new CatalogueEvent.Accepted(latest.Version, by) { At = at }, new CatalogueEvent.InForce(latest.Version, latest.Content, [], latest.Operators) { At = at }], null)
            : new AcceptDecision([new CatalogueEvent.NotAccepted(latest.Version, by) { At = at }], AcceptRefusal.NotAnOperator);
    }

    /// <summary>A version as people read and type it.</summary>
    public static string Short(string version) => version.Length > LeastTyped ? version[..LeastTyped] : version;
}
