using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;

namespace JitBot.Engine.People;

/// <summary>
/// Sees, before a request is filed, who could decide on it: who is on call, whether there is a manager, and whether those named in person are still there. Only where it
/// can matter, that is in stages of whose rules every one can be told to the last person.
/// </summary>
public sealed class DeciderLook(IAccessStore store, GroupShelf groups, ManagerShelf managers, PresenceShelf presence, ProviderShelf providers)
{
    /// <summary>Who has left is looked for among so many: where more are named somebody is there, and each costs a call.</summary>
    private const int MostLookedAt = 10;

    /// <summary>What was seen.</summary>
    public async Task<DecidersNow> SeeAsync(AccessCommand.Ask ask, Actor.Known requester, CancellationToken ct)
    {
        if (ask.Emergency is not null || ask.Terms is not { } terms || !requester.Fulfils(terms.Requesters))
            return DecidersNow.Unseen;
        var means = new Dictionary<Rule, IReadOnlyList<string>>();
        foreach (var rule in terms.Stages.Where(IsCountable).SelectMany(stage => stage.Everybody).Distinct().Take(MostLookedAt))
        {
            if (await MeansAsync(rule, ask, requester, ct) is { } people)
                means[rule] = people;
        }

        return new DecidersNow(means);
    }

    private bool IsCountable(Stage stage) => stage.Everybody.All(rule => rule is Rule.Named or Rule.ManagerOf || (rule is Rule.Member group && groups.IsOnCall(group)));

    private async Task<IReadOnlyList<string>?> MeansAsync(Rule rule, AccessCommand.Ask ask, Actor.Known requester, CancellationToken ct) => rule switch
    {
        Rule.Named named => await IsThereAsync(named.Person, ct) ? [named.Person.Value] : [],
        Rule.Member group => await OnCallAsync(group, ct),
        Rule.ManagerOf manager => await managers.HasNobodyAsync(manager, requester.Person, ct) || await HasAskedAsync(manager, ask, requester, ct) ? [] : [$"manager:{manager.Source}"],
        _ => null,
    };

    /// <summary>Whether the manager is who asks for somebody else: then they do not decide on it.</summary>
    private async Task<bool> HasAskedAsync(Rule.ManagerOf manager, AccessCommand.Ask ask, Actor.Known requester, CancellationToken ct) =>
        ask is { For: not null, Actor: Actor.Known asker } && await managers.IsManagerAsync(manager, asker.Person, requester.Person, ct) == true;

    private async Task<IReadOnlyList<string>?> OnCallAsync(Rule.Member rule, CancellationToken ct)
    {
        if (await groups.OnCallAsync(rule, ct) is not { IsLive: true } view)
            return null;
        var people = new List<string>();
        foreach (var email in view.Roster.People.Select(person => person.Email).Where(view.Roster.Has))
            people.Add((await store.FindByEmailAsync(email.ToLowerInvariant(), ct))?.Id.Value ?? email);
        return people;
    }

    /// <summary>Whoever never wrote may do so any time; whoever did counts as long as one chat does not say that their account is out of use.</summary>
    private async Task<bool> IsThereAsync(PersonId person, CancellationToken ct)
    {
        var written = (await store.ListAccountsAsync(person, ct)).Where(account => providers.Find(account.Platform) is null).ToList();
        foreach (var account in written)
        {
            if (await presence.LookSoonAsync(account, ct) is not PresenceAnswer.Gone)
                return true;
        }

        return written.Count == 0;
    }
}
