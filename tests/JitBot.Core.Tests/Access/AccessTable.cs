using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Access;

/// <summary>People, terms, and one sample of every state and every command.</summary>
internal static class AccessTable
{
    public static readonly DateTimeOffset Nine = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public static readonly RequestId Id = new("r-1");
    public static readonly Place Channel = new Place.Channel("Chat", "C1");

    public static readonly Actor.Known Riley = Known("riley");
    public static readonly Actor.Known Avery = Known("avery");
    public static readonly Actor.Known Morgan = Known("morgan");
    public static readonly Actor.Known Casey = Known("casey");
    public static readonly Actor.Known Olive = Known("olive");
    public static readonly Actor Guest = new Actor.Barred(new AccountId("Chat", "T1", "U-guest"), Refusal.Guest);

    public static readonly Terms OneOfTwo = Made(1);
    public static readonly Terms TwoOfTwo = Made(2);

    public static HoldingKey Holding { get; } = new("Provider", "group", "subject");

    public static AccessState.Active Active => new(Facts(), Holding, Standing: false, Nine.AddHours(2));

    public static AccessState.Active Extending => (AccessState.Active)AccessEvolver.Evolve(Active, new AccessEvent.ExtensionAsked(Nine.AddHours(3), "hash") { At = Nine });

    public static AccessState.Granting Granting => new(Facts(), Holding, Nine.AddHours(2));

    public static AccessFacts Facts(Terms? terms = null) =>
        new(Riley.Person.Ref, Riley.Account, terms ?? OneOfTwo, TimeSpan.FromHours(2), "hash", "handle", Nine, [Channel]);

    public static AccessState.Ended EndedWithEvidence =>
        new(Facts(OneOfTwo with { Evidence = true }), Holding, EndCause.Expired, Leaving.Removed, ReappearanceTold: false);

    public static AccessState.Pending Pending(Terms? terms = null) => new(Facts(terms), "subject", [], new Dictionary<PersonId, DateTimeOffset>());

    public static IReadOnlyList<AccessState> States { get; } =
    [
        new AccessState.None(),
        new AccessState.Preparing(Facts()),
        Pending(),
        Granting,
        Active,
        Extending,
        new AccessState.Ending(Facts(), Holding, EndCause.Expired, DelayTold: false, Failure: null),
        new AccessState.Ended(Facts(), Holding, EndCause.Expired, Leaving.Removed, ReappearanceTold: false),
        EndedWithEvidence,
        new AccessState.Closed(Facts(), Phase.Denied, Announced: true),
    ];

    public static IReadOnlyList<AccessCommand> Commands(DateTimeOffset at, Actor actor) =>
    [
        new AccessCommand.Ask(at, actor, OneOfTwo, TimeSpan.FromHours(2), Text("fixing the incident"), "handle"),
        new AccessCommand.Ask(at, actor, OneOfTwo, TimeSpan.FromHours(2), Text("it burns"), "handle") { Emergency = new EmergencyLook(null) },
        new AccessCommand.Escalate(at, actor, OneOfTwo, Text("it burns"), new EmergencyLook(null)),
        new AccessCommand.Review(at, actor, OneOfTwo, Text("all is well"), []),
        new AccessCommand.Approve(at, actor, at, OneOfTwo),
        new AccessCommand.Deny(at, actor, Text("not now")),
        new AccessCommand.TakeBack(at, actor, at),
        new AccessCommand.Withdraw(at, actor),
        new AccessCommand.Return(at, actor),
        new AccessCommand.Extend(at, actor, OneOfTwo, TimeSpan.FromMinutes(30), Text("the repair takes longer")),
        new AccessCommand.Revoke(at, actor, OneOfTwo, [new Rule.Named(Olive.Person.Id)], Text("laptop lost")),
        new AccessCommand.Prepared(at, "subject"),
        new AccessCommand.CannotBeGranted(at, "no such group"),
        new AccessCommand.Wake(at),
        new AccessCommand.Hear(at, new HoldingNews.Confirmed(Standing: false, at)),
        new AccessCommand.Hear(at, new HoldingNews.Failed("forbidden")),
        new AccessCommand.Hear(at, new HoldingNews.Delayed("down")),
        new AccessCommand.Hear(at, new HoldingNews.Gone(Leaving.Removed)),
        new AccessCommand.Hear(at, new HoldingNews.Reappeared(RemovedAgain: true)),
        new AccessCommand.ReadEvidence(at, at.AddHours(-1), at, new Evidence([new Deed("Sign-in", 2)], 0, IsCut: false)),
        new AccessCommand.MissEvidence(at, "down"),
        new AccessCommand.SignedOut(at),
        new AccessCommand.MissSignOut(at, "down"),
        new AccessCommand.Depart(at, new Departure(Riley.Account, AccountEnd.Deactivated)),
        new AccessCommand.LosePlace(at, Channel),
        new AccessCommand.MissRequester(at, "ask an administrator"),
    ];

    public static PersonalText Text(string text) => new(Riley.Person.Id, "salt", text);

    public static Actor.Known Known(string name) =>
        new(new AccountId("Chat", "T1", $"U-{name}"), new Person(new PersonId(name), $"{name}@example.com", name, $"hash-{name}"), new HashSet<Rule>());

    private static Terms Made(int approvals) => new(
        "prod-db",
        "Production database",
        "Provider",
        "group",
        "production",
        [new Rule.Everyone()],
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(1),
        10)
    {
        Stages = [new Stage([new Rule.Named(Avery.Person.Id), new Rule.Named(Morgan.Person.Id)], approvals, [Channel])],
    };

    /// <summary>The same terms with another first stage, and with those behind it.</summary>
    public static Terms Of(this Terms terms, Func<Stage, Stage> stage, params Stage[] behind) => terms with { Stages = [stage(terms.Stages[0]), .. behind] };
}
