using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Engine.Catalogue;
using JitBot.Engine.People;

namespace JitBot.Engine.Emergencies;

/// <summary>
/// Sees what somebody may take at once, within the time that the form of an emergency has; nothing is decided by it. Nothing is remembered: whoever has just been put on
/// call finds it there.
/// </summary>
public sealed class GlassLook(IdentityLinking identity, CurrentCatalogue catalogue, TimeProvider time)
{
    /// <summary>Somebody with an outage waits for the form, and chats give it three seconds in all; what is not told by then is offered.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.5);

    /// <summary>More groups than these are not asked while somebody waits; what only the others could allow is offered.</summary>
    private const int MostGroups = 25;

    /// <summary>What is offered while it is not known who they are: all that anybody may take.</summary>
    public GlassOffer ToAnybody() => GlassOffer.ToAnybody(Glass());

    /// <summary>What is offered to them.</summary>
    public async Task<GlassOffer> SeeAsync(AccountFacts who, CancellationToken ct)
    {
        using var enough = new CancellationTokenSource(Enough, time);
        return await SeeAsync(who, enough.Token, ct);
    }

    /// <summary>The same for whoever has waited already; what is not told until <paramref name="enough"/> is offered.</summary>
    public async Task<GlassOffer> SeeAsync(AccountFacts who, CancellationToken enough, CancellationToken ct)
    {
        var glass = Glass();
        var rules = glass.SelectMany(each => each.Policy.BreakGlass!.For).Distinct().ToList();
        var actor = await identity.RecogniseAsync(who, [], ct);
        if (actor is not Actor.Known known)
            return GlassOffer.Of(glass, actor, new HashSet<Rule>());
        var groups = rules.OfType<Rule.Member>().ToList();
        var told = identity.TellGroupsAsync(known.Person, groups.Take(MostGroups), enough, ct);
        var (lent, unlent) = await LentAsync(known, rules.OfType<Rule.Named>(), enough, ct);
        var (isIn, untold) = await told;
        return GlassOffer.Of(glass, lent with { Groups = isIn }, untold.Concat(groups.Skip(MostGroups)).Concat(unlent).ToHashSet());
    }

    /// <summary>The same person with the rights that other accounts of theirs lend, which a directory has to say are in use; and the rules of which it did not say so in time.</summary>
    private async Task<(Actor.Known Known, IReadOnlyList<Rule> Untold)> LentAsync(Actor.Known known, IEnumerable<Rule.Named> rules, CancellationToken enough, CancellationToken ct)
    {
        var others = rules.Where(rule => rule.Person != known.Person.Id && known.Ties.AreLinked(rule.Person, known.Person.Id)).ToList();
        if (others.Count == 0)
            return (known, []);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough, ct);
        try
        {
            return (await identity.KnownAsync(known.Account, known.Person, others, either.Token), []);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return (known, others);
        }
    }

    private IReadOnlyList<Entitlement> Glass() => [.. catalogue.Now.Entitlements.Where(each => each.Policy.BreakGlass is not null)];
}
