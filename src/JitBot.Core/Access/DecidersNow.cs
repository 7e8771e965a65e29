using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>
/// Who could decide when somebody asked, as far as it was seen: whom each rule means that could be told to the last person, by the row, or by the address of whoever
/// has none yet. A rule that is not in it and names nobody in person means nobody knows whom: a group whose members are not counted, or a source that does not answer.
/// Such a rule may mean somebody, because to refuse on a silence would refuse whenever a directory is slow; votes are judged when they are given anyhow.
/// </summary>
public sealed record DecidersNow(IReadOnlyDictionary<Rule, IReadOnlyList<string>> Means)
{
    /// <summary>Nothing was looked at: everybody who is named counts, and every group may have somebody in it.</summary>
    public static DecidersNow Unseen { get; } = new(new Dictionary<Rule, IReadOnlyList<string>>());

    /// <summary>The first stage, from 0, that cannot be filled by anybody but these, whose own the request is; null if all can. Rows of one human being are one.</summary>
    public int? FirstEmpty(IReadOnlyList<Stage> stages, IReadOnlyList<PersonId> own, Ties ties) => StageFill.FirstEmpty(stages, rule => Others(rule, own, ties));

    private List<string>? Others(Rule rule, IReadOnlyList<PersonId> own, Ties ties)
    {
        var means = Means.TryGetValue(rule, out var seen) ? seen : rule is Rule.Named named ? [named.Person.Value] : null;
        return means is null
            ? null
            : [.. means.Where(who => !own.Any(person => ties.AreOne(new PersonId(who), person))).Select(who => ties.OneWith(new PersonId(who)).Select(row => row.Value).Min(StringComparer.Ordinal)!)];
    }
}
