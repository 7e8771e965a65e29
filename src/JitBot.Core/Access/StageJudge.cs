using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// Which stages enough people have agreed to. A stage is judged by the terms at asking and by the catalogue now, the stricter of both; nobody counts in two
/// stages, those whose own it is in none, and two rows of one human being are one.
/// </summary>
internal sealed class StageJudge(AccessFacts facts, Terms now, Ties ties)
{
    /// <summary>The first stage that does not have enough; null if all have.</summary>
    public int? FirstOpen(IEnumerable<Vote> votes)
    {
        var counted = new List<PersonId>();
        var cast = votes.Where(Stands).ToList();
        for (var stage = 0; stage < facts.Terms.Stages.Count; stage++)
        {
            var before = counted.Count;
            foreach (var vote in cast.Where(vote => vote.Stage == stage && !counted.Exists(person => ties.AreOne(person, vote.Approver.Id))))
                counted.Add(vote.Approver.Id);
            if (counted.Count - before < Needed(stage))
                return stage;
        }

        return null;
    }

    /// <summary>How many must say no in this stage.</summary>
    public int DenialsNeeded(int stage) => Math.Min(facts.Terms.Stages[stage].Denials, now.Stages[stage].Denials);

    private int Needed(int stage) => Math.Max(facts.Terms.Stages[stage].Approvals, now.Stages[stage].Approvals);

    private bool Stands(Vote vote) => !facts.IsOwn(ties, vote.Approver.Id)
        && Stands(vote, vote.By.Intersect(now.Stages[vote.Stage].Everybody), ties) && Stands(vote, vote.By.Intersect(facts.Terms.Stages[vote.Stage].Everybody), ties);

    /// <summary>What was given with the rights of another row stands as long as they are linked: whoever has parted has said that it was not theirs.</summary>
    public static bool Stands(Vote vote, IEnumerable<Rule> by, Ties ties) =>
        by.Any(rule => rule is not Rule.Named named || ties.AreLinked(named.Person, vote.Approver.Id));

    /// <summary>
    /// Whether the terms now can be held against these at all: the entitlement still means the same resource, may still be asked for by this person, or for them, and for
    /// this length, and is decided on in as many stages.
    /// </summary>
    public static bool AreComparable(AccessFacts facts, Terms now, Func<PersonId, IReadOnlyList<PersonId>> rightsOf) =>
        AreOfOneKind(facts, now) && now.Requesters.Any(rule => StillNames(rule, facts, rightsOf));

    /// <summary>The same, whoever may ask.</summary>
    public static bool AreOfOneKind(AccessFacts facts, Terms now) =>
        now.Provider == facts.Terms.Provider && now.Resource == facts.Terms.Resource && facts.Length <= now.LongestGrant
        && now.Stages.Count == facts.Terms.Stages.Count
        && (facts.AskedBy is null || now.AskForOthers);

    /// <summary>A group counts if it counted at asking; whether the requester is still in it is the directory's to say at the grant.</summary>
    private static bool StillNames(Rule rule, AccessFacts facts, Func<PersonId, IReadOnlyList<PersonId>> rightsOf) => rule switch
    {
        Rule.Everyone => true,
        Rule.Named named => rightsOf(facts.Requester.Id).Contains(named.Person),
        _ => facts.Terms.Requesters.Contains(rule),
    };
}
