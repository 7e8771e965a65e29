using JitBot.Core.Access;
using JitBot.Core.Catalogue;

namespace JitBot.Core.People;

/// <summary>Whoever is behind a command, already looked at by the shell: a person we know, or an account that may do nothing.</summary>
public abstract record Actor(AccountId Account)
{
    /// <summary>
    /// An active, internal human being. <paramref name="Groups"/> are the group rules of the terms in question that the person was seen
    /// to fulfil at this moment; a group that could not be asked is not in it.
    /// </summary>
    public sealed record Known(AccountId Account, Person Person, IReadOnlySet<Rule> Groups) : Actor(Account)
    {
        /// <summary>Which rows are one human being, as it was known at this moment.</summary>
        public Ties Ties { get; init; } = Ties.None;

        /// <summary>The person's other rows whose rights count for this one, too.</summary>
        public IReadOnlyList<PersonId> ActsFor { get; init; } = [];

        /// <summary>Whether any of the rules names this person.</summary>
        public bool Fulfils(IEnumerable<Rule> rules) => rules.Any(rule => rule switch
        {
            Rule.Everyone => true,
            Rule.Named named => named.Person == Person.Id || ActsFor.Contains(named.Person),
            Rule.Member or Rule.ManagerOf => Groups.Contains(rule),
            _ => throw new InvalidOperationException($"A rule nobody knows: {rule}."),
        });
    }

    /// <summary>A guest, a stranger, a bot, a deactivated or unlinked account: it never counts, and <paramref name="Why"/> is what it is told.</summary>
    public sealed record Barred(AccountId Account, Refusal Why) : Actor(Account)
    {
        /// <summary>Who it is all the same, where that is known: the line of the refusal names them.</summary>
        public PersonRef? Person { get; init; }
    }
}
