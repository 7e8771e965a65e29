using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// What the form of an emergency offers somebody: what they may take at once, and what it could not be told of in time. It is only shown: whether they may is judged when
/// they take it.
/// </summary>
public sealed record GlassOffer
{
    private const string NothingForYou =
        "Nothing can be taken at once by you just now: it is for whoever is on call, or for the people and groups that the policies name. "
        + "It stands here as soon as you are one of them. Until then ask for it, and call an approver, or whoever is on call.";

    private readonly IReadOnlyList<Entitlement> _glass;

    private GlassOffer(IReadOnlyList<Entitlement> glass, IReadOnlyList<Entitlement> offered, string? nothing) => (_glass, Offered, Nothing) = (glass, offered, nothing);

    /// <summary>What they can choose among, in the catalogue's order.</summary>
    public IReadOnlyList<Entitlement> Offered { get; }

    /// <summary>What is said instead of a form to whoever is offered nothing: why, and what would make it a yes; null where something is offered.</summary>
    public string? Nothing { get; }

    /// <summary>
    /// What of <paramref name="glass"/>, all that anybody may take at once, is offered to somebody, with the groups they were seen to be in; <paramref name="untold"/> are
    /// those of which it could not be told. What only those could allow is left in: whoever needs it at night must find it.
    /// </summary>
    public static GlassOffer Of(IReadOnlyList<Entitlement> glass, Actor who, IReadOnlySet<Rule> untold)
    {
        if (glass.Count == 0)
            return new GlassOffer(glass, [], RefusalWords.For(Refusal.NoBreakGlass));
        if (who is not Actor.Known known)
            return new GlassOffer(glass, [], RefusalWords.For(((Actor.Barred)who).Why));
        var offered = glass.Where(each => each.Policy.BreakGlass is { } let && (known.Fulfils(let.For) || let.For.Any(untold.Contains))).ToList();
        return new GlassOffer(glass, offered, offered.Count == 0 ? NothingForYou : null);
    }

    /// <summary>The same while it is not known who they are.</summary>
    public static GlassOffer ToAnybody(IReadOnlyList<Entitlement> glass) => new(glass, glass, glass.Count == 0 ? RefusalWords.For(Refusal.NoBreakGlass) : null);

    /// <summary>
    /// What of it they most likely mean, so that it costs one tap less: what they named, the only one there is, or what they had last or most; null where nothing says so,
    /// since whoever guesses grants the wrong thing.
    /// </summary>
    public Entitlement? Likely(Entitlement? named, IReadOnlyDictionary<string, int> habits) => named is not null
        ? Offered.FirstOrDefault(each => each.Id == named.Id)
        : Offered is [var only] ? only : Offered.Where(each => habits.ContainsKey(each.Id)).MaxBy(each => habits[each.Id]);

    /// <summary>What is said of what they named and are not offered; null where there is nothing to be said.</summary>
    public Words? WhyNot(Entitlement? named)
    {
        if (named is null || Nothing is not null || Offered.Any(each => each.Id == named.Id))
            return null;
        var why = _glass.Any(each => each.Id == named.Id) ? Refusal.MayNotBreakGlass : Refusal.NoBreakGlass;
        return Words.Of($"{new Word.Strong(named.Name)} is not among these. {RefusalWords.For(why)}");
    }
}
