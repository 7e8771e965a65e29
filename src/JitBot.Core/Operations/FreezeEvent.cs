using System.Text.Json.Serialization;
using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Core.Operations;

/// <summary>
/// Everything that happens when operators stop granting and let it go on, in one stream of its own: whether anything may be given is the fold of it.
/// The discriminators are the storage format: never rename one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Frozen), "granting-frozen")]
[JsonDerivedType(typeof(ThawAsked), "thaw-asked")]
[JsonDerivedType(typeof(Thawed), "granting-thawed")]
[JsonDerivedType(typeof(Refused), "freeze-refused")]
public abstract record FreezeEvent
{
    private FreezeEvent()
    {
    }

    /// <summary>When it happened; the line keeps it, so the body does not.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; init; }

    /// <summary>An operator stopped granting. <paramref name="Reason"/> is the hash of the text, if one was given.</summary>
    public sealed record Frozen(PersonRef By, AccountId Account, string? Reason) : FreezeEvent;

    /// <summary>An operator wants granting to go on; another has to say so too.</summary>
    public sealed record ThawAsked(PersonRef By, AccountId Account) : FreezeEvent;

    /// <summary>A second operator said so: granting goes on. <paramref name="First"/> is who asked for it.</summary>
    public sealed record Thawed(PersonRef By, AccountId Account, PersonRef First) : FreezeEvent;

    /// <summary>Somebody tried it who may not. <paramref name="Person"/> is null when the account is linked with nobody.</summary>
    public sealed record Refused(AccountId Account, PersonRef? Person, Refusal Why) : FreezeEvent;
}
