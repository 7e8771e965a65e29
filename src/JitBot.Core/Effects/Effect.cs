using System.Text.Json.Serialization;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;

namespace JitBot.Core.Effects;

/// <summary>
/// Everything the shell can be told to do. An effect names what is to be brought in line, not a step: the same <see cref="Key"/> again
/// replaces the pending one. The discriminators are the storage format: never rename one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(Wake), "wake")]
[JsonDerivedType(typeof(Prepare), "prepare")]
[JsonDerivedType(typeof(Claim), "claim")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(Converge), "converge")]
[JsonDerivedType(typeof(Tell), "tell")]
[JsonDerivedType(typeof(Show), "show")]
[JsonDerivedType(typeof(Fold), "fold")]
[JsonDerivedType(typeof(Notify), "notify")]
[JsonDerivedType(typeof(Deliver), "deliver")]
[JsonDerivedType(typeof(Announce), "announce")]
[JsonDerivedType(typeof(Publish), "publish")]
[JsonDerivedType(typeof(TellLink), "tell-link")]
[JsonDerivedType(typeof(ReadEvidence), "read-evidence")]
[JsonDerivedType(typeof(SettleEmergency), "settle-emergency")]
[JsonDerivedType(typeof(Home), "home")]
[JsonDerivedType(typeof(Homes), "homes")]
[JsonDerivedType(typeof(Page), "page")]
[JsonDerivedType(typeof(CheckPresence), "check-presence")]
[JsonDerivedType(typeof(SignOut), "sign-out")]
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Look at a request again: its deadline has come.</summary>
    public sealed record Wake(RequestId Request) : Effect;

    /// <summary>Find the requester's account at the provider and inspect the resource.</summary>
    public sealed record Prepare(RequestId Request) : Effect;

    /// <summary>Tell a holding that a request needs it; nothing may be added after <paramref name="NotAfter"/> on its behalf.</summary>
    public sealed record Claim(RequestId Request, HoldingKey Holding, DateTimeOffset NotAfter) : Effect;

    /// <summary>Tell a holding that a request needs it no more.</summary>
    public sealed record Release(RequestId Request, HoldingKey Holding) : Effect;

    /// <summary>Take a holding one step nearer to what is wanted.</summary>
    public sealed record Converge(HoldingKey Holding, bool Removes) : Effect;

    /// <summary>Tell a request what became of its holding.</summary>
    public sealed record Tell(RequestId Request, HoldingNews News) : Effect;

    /// <summary>Bring a request's card and thread in one place up to date.</summary>
    public sealed record Show(RequestId Request, Place Place) : Effect;

    /// <summary>Tell a place in one message of all the ends it was not told of one by one.</summary>
    public sealed record Fold(Place Place) : Effect;

    /// <summary>Send the requester a private message; <paramref name="Kind"/> is one of <see cref="NoticeKind"/>.</summary>
    public sealed record Notify(RequestId Request, NoticeKind Kind) : Effect;

    /// <summary>Act on something a chat platform delivered.</summary>
    public sealed record Deliver(Delivery Delivery) : Effect;

    /// <summary>Tell a place the newest about an alert.</summary>
    public sealed record Announce(Place Place, string Alert) : Effect;

    /// <summary>Post a signed checkpoint where the database's owner cannot change it.</summary>
    public sealed record Publish(Place Place, Checkpoint Checkpoint) : Effect;

    /// <summary>Tell a person what a line of the stream of links says of their account.</summary>
    public sealed record TellLink(Place.Direct Place, long Version) : Effect;

    /// <summary>Read in the provider's log what was done while the grant was in force.</summary>
    public sealed record ReadEvidence(RequestId Request, string Provider) : Effect;

    /// <summary>Bring the ledger of emergencies in line with what became of a request.</summary>
    public sealed record SettleEmergency(RequestId Request) : Effect;

    /// <summary>Bring a person's home pages up to date, if any are kept. <paramref name="IsAwaited"/>: one was opened just now.</summary>
    public sealed record Home(PersonId Person, bool IsAwaited) : Effect;

    /// <summary>Find the home pages that a request stands on: the requester's, and with <paramref name="OfDeciders"/> those of who may decide.</summary>
    public sealed record Homes(RequestId Request, bool OfDeciders) : Effect;

    /// <summary>Wake somebody for a request, by every pager that is on; given up some time after <paramref name="Since"/>.</summary>
    public sealed record Page(RequestId Request, DateTimeOffset Since) : Effect;

    /// <summary>Look whether the accounts that an open request needs are still in use, again and again until it is over.</summary>
    public sealed record CheckPresence(RequestId Request) : Effect;

    /// <summary>Sign the requester out everywhere at the provider: the access is gone.</summary>
    public sealed record SignOut(RequestId Request, string Provider) : Effect;

    /// <summary>What the effect brings in line; one pending effect a key.</summary>
    [JsonIgnore]
    public string Key => this switch
    {
        Wake e => $"wake/{e.Request}",
        Prepare e => $"prepare/{e.Request}",
        Claim e => $"claim/{e.Request}",
        Release e => $"release/{e.Request}",
        Converge e => $"converge/{e.Holding.Id}",
        Tell e => $"tell/{e.Request}/{e.News.Kind}",
        Show e => $"show/{e.Request}/{e.Place.Key}",
        Fold e => $"fold/{e.Place.Key}",
        Notify e => $"notify/{e.Request}/{e.Kind}",
        Deliver e => $"deliver/{e.Delivery.Platform}/{e.Delivery.Key}",
        Announce e => $"announce/{e.Place.Key}/{e.Alert}",
        Publish e => $"publish/{e.Place.Key}",
        TellLink e => $"tell-link/{e.Place.Key}/{e.Version}",
        ReadEvidence e => $"read-evidence/{e.Request}",
        SettleEmergency e => $"settle-emergency/{e.Request}",
        Home e => $"home/{e.Person}",
        Page e => $"page/{e.Request}",
        CheckPresence e => $"check-presence/{e.Request}",
        SignOut e => $"sign-out/{e.Request}",
        Homes e => e.OfDeciders ? $"homes/{e.Request}/deciders" : $"homes/{e.Request}",
        _ => throw new InvalidOperationException($"An effect without a key: {this}."),
    };

    /// <summary>Its place in the order of work.</summary>
    [JsonIgnore]
    public Lane Lane => this switch
    {
        Wake or Release => Lane.Revocation,
        Converge e => e.Removes ? Lane.Revocation : Lane.Grant,
        Tell e => e.News.EndsAccess ? Lane.Revocation : Lane.Grant,
        Prepare or Claim or SettleEmergency => Lane.Grant,
        Deliver or Page => Lane.Delivery, // who is waited for at three in the morning does not wait behind cards
        Home e => e.IsAwaited ? Lane.Delivery : Lane.Notice,
        Show or Fold or Notify or Announce or Publish or TellLink or ReadEvidence or Homes or CheckPresence or SignOut => Lane.Notice,
        _ => throw new InvalidOperationException($"An effect without a lane: {this}."),
    };
}

/// <summary>An effect and the moment it is due.</summary>
public sealed record DueEffect(Effect Effect, DateTimeOffset DueAt)
{
    /// <summary>At once: due by any clock, so that one that was ahead for a moment puts nothing off.</summary>
    public static readonly DateTimeOffset AtOnce = DateTimeOffset.UnixEpoch;
}
