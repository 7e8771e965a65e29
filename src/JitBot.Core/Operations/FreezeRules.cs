using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Core.Operations;

/// <summary>Who may stop granting and let it go on. One operator stops it; to go on takes two, because whoever took an account over wants it to go on. Pure.</summary>
public static class FreezeRules
{
    /// <summary>The second yes must come within this of the first: two operators who talk to each other need minutes, and a yes of yesterday was about another situation.</summary>
    public static readonly TimeSpan SecondYesWithin = TimeSpan.FromHours(1);

    /// <summary>Granting is to stop; null if it has. A freeze on top of one takes away a yes to its end.</summary>
    public static FreezeEvent? Stop(FreezeState state, Actor actor, IReadOnlyList<Rule> operators, string? reason, DateTimeOffset at)
    {
        if (WhyNot(actor, operators) is { } why)
            return Refused(actor, why, at);
        return state is { Freeze: not null, Thaw: null } ? null : new FreezeEvent.Frozen(((Actor.Known)actor).Person.Ref, actor.Account, reason) { At = at };
    }

    /// <summary>Granting is to go on; null if it does, or if the same person has said so already.</summary>
    public static FreezeEvent? GoOn(FreezeState state, Actor actor, IReadOnlyList<Rule> operators, DateTimeOffset at)
    {
        if (WhyNot(actor, operators) is { } why)
            return Refused(actor, why, at);
        var known = (Actor.Known)actor;
        if (state.Freeze is null)
            return null;
        if (state.Thaw is not { } first || at - first.At > SecondYesWithin)
            return new FreezeEvent.ThawAsked(known.Person.Ref, known.Account) { At = at };
        return known.Ties.AreOne(first.By.Id, known.Person.Id) ? null : new FreezeEvent.Thawed(known.Person.Ref, known.Account, first.By) { At = at };
    }

    private static Refusal? WhyNot(Actor actor, IReadOnlyList<Rule> operators) => actor switch
    {
        Actor.Barred barred => barred.Why,
        Actor.Known known => known.Fulfils(operators) ? null : Refusal.NotAnOperator,
        _ => throw new InvalidOperationException($"An actor nobody knows: {actor}."),
    };

    private static FreezeEvent.Refused Refused(Actor actor, Refusal why, DateTimeOffset at) => new(actor.Account, (actor as Actor.Known)?.Person.Ref, why) { At = at };
}
