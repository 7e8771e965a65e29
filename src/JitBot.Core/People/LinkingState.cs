using System.Collections.Immutable;

namespace JitBot.Core.People;

/// <summary>The fold of the stream of links: who is one person with whom, which codes are open, and how often each account has tried lately.</summary>
public sealed record LinkingState
{
    /// <summary>Before any line.</summary>
    public static LinkingState Start { get; } = new();

    /// <summary>Which rows are one human being.</summary>
    public Ties Ties { get; init; } = Ties.None;

    /// <summary>The newest code of each account, as long as nobody has used it.</summary>
    public ImmutableList<LinkingEvent.CodeGiven> Codes { get; init; } = [];

    /// <summary>When each account was given codes lately.</summary>
    public ImmutableList<(AccountId Account, DateTimeOffset At)> Given { get; init; } = [];

    /// <summary>When each account was refused lately.</summary>
    public ImmutableList<(AccountId Account, DateTimeOffset At)> Refused { get; init; } = [];

    /// <summary>The state after an event.</summary>
    public LinkingState Evolve(LinkingEvent happened) => Forget(happened.At).After(happened);

    /// <summary>The code, if it is open at this moment.</summary>
    public LinkingEvent.CodeGiven? Find(string code, DateTimeOffset at) =>
        Codes.Find(open => at < open.Until && open.Code == Audit.AuditChain.HashText(open.Salt, code));

    /// <summary>How often this account is in a list within the last hour.</summary>
    internal static int Count(ImmutableList<(AccountId Account, DateTimeOffset At)> list, AccountId account, DateTimeOffset at) =>
        list.Count(each => each.Account == account && at - each.At < LinkingLimits.CountedOver);

    private LinkingState After(LinkingEvent happened) => happened switch
    {
        LinkingEvent.CodeGiven e => this with
        {
            Codes = Codes.RemoveAll(code => code.To.Account == e.To.Account).Add(e),
            Given = Given.Add((e.To.Account, e.At)),
        },
        LinkingEvent.CodeSeen e => this with { Codes = Codes.RemoveAll(code => code.To.Account == e.To.Account) },
        LinkingEvent.Linked e => this with
        {
            Codes = Codes.RemoveAll(code => code.To.Account == e.Given.Account),
            Ties = Ties.With(new Tie(e.Given, e.Typed, e.RightsFrom, IsCut: false)),
        },
        LinkingEvent.Parted e => this with { Ties = Ties.WithCut(e.By.Person.Id) },
        LinkingEvent.Refused e => this with { Refused = Refused.Add((e.By.Account, e.At)) },
        _ => throw new InvalidOperationException($"An event nobody knows: {happened.GetType().Name}."),
    };

    private LinkingState Forget(DateTimeOffset now) => this with
    {
        Codes = Codes.RemoveAll(code => code.Until <= now),
        Given = Given.RemoveAll(each => now - each.At >= LinkingLimits.CountedOver),
        Refused = Refused.RemoveAll(each => now - each.At >= LinkingLimits.CountedOver),
    };
}
