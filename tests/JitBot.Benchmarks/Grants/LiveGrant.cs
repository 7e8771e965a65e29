using System.Globalization;
using JitBot.Benchmarks.Store;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Benchmarks.Grants;

/// <summary>One grant in force, with what the product's log, tables and queue hold of it: it was asked for, approved, added and confirmed.</summary>
internal sealed class LiveGrant
{
    /// <summary>Odd, so that no two numbers become the same id, and such that neighbours lie far apart, as names that are drawn do.</summary>
    private const long Scatter = 0x9E3779B97F4A7C1;

    /// <summary>As many bits as ten hexadecimal digits have.</summary>
    private const long Ids = 0xFFFFFFFFFF;

    /// <summary>The looks whether its people are still there lie behind everything that is measured.</summary>
    private static readonly TimeSpan NextLook = TimeSpan.FromDays(1);

    private static readonly PersonRef Approver = new(new PersonId("p-approver"), new string('0', 64));

    private readonly Terms _terms;
    private readonly DateTimeOffset _start, _endsAt, _warnsAt;
    private readonly bool _isWarned;

    /// <summary>One by its number; whose it is, if it is somebody's whom the chat and the provider know.</summary>
    public LiveGrant(int number, Terms terms, GrantTimes times, GrantOwner? owner = null)
    {
        (_terms, _start, _endsAt, _isWarned) = (terms, times.AskedAt, times.EndsAt, times.IsWarned);
        _warnsAt = _endsAt - WarnLimits.For(terms.WarnBefore, _endsAt - _start)!.Value;
        Id = new RequestId(string.Create(CultureInfo.InvariantCulture, $"r-{number * Scatter & Ids:x10}"));
        var person = new PersonId($"p-{Id.Value[2..]}");
        var name = $"Person {number}";
        Email = owner?.Email ?? $"person{number}@example.com";
        Identity = new PersonalText(person, $"salt of {person}", Person.IdentityText(name, Email));
        Requester = new Person(person, Email, name, Identity.Hash);
        Justification = new PersonalText(person, $"salt of {Id}", $"fixing the incident {number}");
        Key = new HoldingKey(terms.Provider, terms.Resource, owner?.Subject ?? $"subject-{number}");
        Account = owner?.Account ?? new AccountId(EngineStage.Chat, "T1", $"U-{person}");
        Handle = Justification.Hash[..32];
    }

    public RequestId Id { get; }

    public string Email { get; }

    public string Handle { get; }

    public HoldingKey Key { get; }

    public Person Requester { get; }

    public AccountId Account { get; }

    /// <summary>The texts beside the log that its lines name by their hash.</summary>
    public IReadOnlyList<PersonalText> Texts => [Identity, Justification];

    public RequestIndex Index => new(Id, Handle, Requester.Id, _terms.EntitlementId, Phase.Active, _start, Key.Id);

    /// <summary>Where its card stands.</summary>
    public Card Card => new(Id, _terms.Stages[0].Places[0], new MessageRef(Account.Platform, "approvals", Id.Value), RequestLines.Count, RequestLines.Count, PlaceLost: false);

    /// <summary>What waits for it: its warning or its end, and the next look at its people.</summary>
    public IReadOnlyList<DueEffect> Waiting =>
        [new DueEffect(new Effect.Wake(Id), _isWarned ? _endsAt : _warnsAt), new DueEffect(new Effect.CheckPresence(Id), _endsAt + NextLook)];

    public IReadOnlyList<NewLine> RequestLines => field ??= [.. Told().Select(happened => EventJson.Line(happened with { At = happened is AccessEvent.Warned ? _warnsAt : _start }))];

    public IReadOnlyList<NewLine> HoldingLines => field ??= [.. Held().Select(happened => EventJson.Line(happened with { At = _start }))];

    /// <summary>Works out what is to be written of it, so that this can be done beside the writing.</summary>
    public LiveGrant Written()
    {
        _ = (RequestLines, HoldingLines);
        return this;
    }

    private PersonalText Identity { get; }

    private PersonalText Justification { get; }

    private AccessEvent[] Told() =>
    [
        new AccessEvent.Asked(Requester.Ref, Account, _terms, _endsAt - _start, Justification.Hash, Handle),
        new AccessEvent.Prepared(Key.Subject),
        new AccessEvent.Approved(Approver, _terms.Stages[0].Approvers, _start),
        new AccessEvent.GrantBegun(_start.AddMinutes(5)),
        new AccessEvent.GrantConfirmed(Standing: false, _endsAt),
        .. _isWarned ? [new AccessEvent.Warned()] : Array.Empty<AccessEvent>(),
    ];

    private HoldingEvent[] Held() =>
    [
        new HoldingEvent.Claimed(Id, Key, _start.AddMinutes(5)),
        new HoldingEvent.AttemptBegun(1, ProviderCall.Survey, _start.AddSeconds(5), _start.AddSeconds(30)),
        new HoldingEvent.Seen(1, ProviderCall.Survey, Present: false, Because: null),
        new HoldingEvent.AttemptBegun(2, ProviderCall.Add, _start.AddSeconds(5), _start.AddSeconds(30)),
        new HoldingEvent.AddAnswered(2, AlreadyThere: false, Ownership.Ours),
        new HoldingEvent.Confirmed([Id], Standing: false),
    ];
}

/// <summary>Whose a grant is.</summary>
internal sealed record GrantOwner(AccountId Account, string Email, string Subject);
