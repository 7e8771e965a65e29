using System.Text.Json.Serialization;
using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Core.Emergencies;

/// <summary>
/// The ledger of emergencies, in one stream: who has broken glass when, and which reviews a team owes. It is written before anything is granted, so that two
/// emergencies at once cannot both be the last that is allowed. The discriminators are the storage format: never rename one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Taken), "emergency-taken")]
[JsonDerivedType(typeof(Reviewed), "emergency-reviewed")]
[JsonDerivedType(typeof(Voided), "emergency-voided")]
public abstract record EmergencyEvent
{
    private EmergencyEvent()
    {
    }

    /// <summary>When it happened; the line keeps it, so the body does not.</summary>
    [JsonIgnore]
    public DateTimeOffset At { get; init; }

    /// <summary>A request is about to be granted in an emergency; the team owes its review until then.</summary>
    public sealed record Taken(RequestId Request, PersonRef By, string Team, DateTimeOffset ReviewBy) : EmergencyEvent;

    /// <summary>Two other people have looked at it.</summary>
    public sealed record Reviewed(RequestId Request) : EmergencyEvent;

    /// <summary>Nothing came of it: it counts for nothing.</summary>
    public sealed record Voided(RequestId Request) : EmergencyEvent;
}
