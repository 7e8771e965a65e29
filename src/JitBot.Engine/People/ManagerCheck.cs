using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>Looks, before a request is filed, whether there is anybody to decide it where their manager alone may: nobody should wait for nobody.</summary>
public sealed class ManagerCheck(ManagerShelf managers)
{
    /// <summary>The requester, or barred if a stage of the terms can be decided by their manager alone and they certainly have none.</summary>
    public async Task<Actor> DecidableAsync(Actor actor, Terms? terms, CancellationToken ct)
    {
        if (actor is not Actor.Known known || terms is null || !known.Fulfils(terms.Requesters))
            return actor;
        foreach (var stage in terms.Stages)
        {
            if (await IsNobodysAsync(stage.Everybody.ToList(), known.Person, ct))
                return new Actor.Barred(known.Account, Refusal.NoManager) { Person = known.Person.Ref };
        }

        return actor;
    }

    private async Task<bool> IsNobodysAsync(List<Rule> rules, Person person, CancellationToken ct)
    {
        if (rules.Count == 0)
            return false;
        foreach (var rule in rules)
        {
            if (rule is not Rule.ManagerOf manager || !await managers.HasNobodyAsync(manager, person, ct))
                return false;
        }

        return true;
    }
}
