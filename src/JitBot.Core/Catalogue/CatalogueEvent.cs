using System.Text.Json.Serialization;
using JitBot.Core.People;

namespace JitBot.Core.Catalogue;

/// <summary>
/// What happens to the catalogue, in a stream of its own: so that it can be shown which rules were in force when, and who let them be loosened. The text
/// of an edition stands beside the log, its salted hash in the line (<c>Content</c>). The discriminators are the storage format: never rename one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Seen), "catalogue-seen")]
[JsonDerivedType(typeof(InForce), "catalogue-in-force")]
[JsonDerivedType(typeof(Refused), "catalogue-refused")]
[JsonDerivedType(typeof(Accepted), "catalogue-accepted")]
[JsonDerivedType(typeof(NotAccepted), "catalogue-not-accepted")]
public abstract record CatalogueEvent
{
    private CatalogueEvent()
    {
    }

    /// <summary>When it happened; the line keeps it, so the body does not.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; init; }

    /// <summary>A machine has read an edition that is in order and not the one that was read last.</summary>
    public sealed record Seen(string Version, string Content, string Machine, int Entitlements, int Policies, IReadOnlyList<Rule> Operators) : CatalogueEvent;

    /// <summary>
    /// This is in force from now on: edition <paramref name="Version"/>, except for what of it is <paramref name="Waiting"/>, which stays as it was before.
    /// <paramref name="Operators"/> stand in the line, so that they are asked even if the text beside the log is lost.
    /// </summary>
    public sealed record InForce(string Version, string Content, IReadOnlyList<string> Waiting, IReadOnlyList<Rule> Operators) : CatalogueEvent;

    /// <summary>A machine has read an edition that is wrong: these keys are. <paramref name="Version"/> is the SHA-256 of the keys and values as they stood there.</summary>
    public sealed record Refused(string Version, string Machine, IReadOnlyList<string> Keys) : CatalogueEvent;

    /// <summary>An operator has said yes to what an edition loosens.</summary>
    public sealed record Accepted(string Version, LinkParty By) : CatalogueEvent;

    /// <summary>Somebody who may not has tried to.</summary>
    public sealed record NotAccepted(string Version, LinkParty By) : CatalogueEvent;
}
