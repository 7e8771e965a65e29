using System.Globalization;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine.Clock;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine.Catalogue;

/// <summary>Where chat platforms hand in what people type about the catalogue itself: what is in force, what waits, and an operator's yes to it.</summary>
public sealed class CatalogueDesk(CurrentCatalogue catalogue, CatalogueLog log, IdentityLinking identity, StoryReader reader, TrustedClock clock)
{
    private const string Accept = "accept";

    /// <summary>Answers what was typed behind the verb. The same yes twice is one.</summary>
    public async Task<Words> AnswerAsync(AccountFacts who, string typed, CancellationToken ct)
    {
        await catalogue.RefreshAsync(ct);
        return typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) switch
        {
            [] => CatalogueWords.Show(log.State, await PlanAsync(ct)),
            [var page] when int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => CatalogueWords.Show(log.State, await PlanAsync(ct), number),
            [var verb, var version] when verb.Equals(Accept, StringComparison.OrdinalIgnoreCase) => await AcceptAsync(who, version, ct),
            _ => CatalogueWords.Usage,
        };
    }

    private async Task<Words> AcceptAsync(AccountFacts who, string version, CancellationToken ct)
    {
        var operators = (await BeforeAsync(ct)).Operators;
        var actor = await identity.RecogniseAsync(who, operators, ct);
        if (actor is not Actor.Known known)
            return new Words([new Word.Plain(RefusalWords.For(((Actor.Barred)actor).Why))]);
        var by = new LinkParty(known.Person.Ref, known.Account);
        if (WasAcceptedBy(by, version) is { } earlier)
            return CatalogueWords.Accepted(earlier);
        var why = await log.AppendAsync(state =>
        {
            var decision = AcceptRules.Accept(state, version, by, known.Fulfils(operators), clock.Now);
            return Task.FromResult<(IReadOnlyList<CatalogueEvent>, IReadOnlyList<Core.Store.PersonalText>, AcceptRefusal?)>((decision.Events, [], decision.Why));
        }, ct);
        await catalogue.RefreshAsync(ct);
        var latest = log.State.Latest?.Version ?? "";
        return why is { } refused ? CatalogueWords.Refused(refused, AcceptRules.Short(latest)) : CatalogueWords.Accepted(latest);
    }

    /// <summary>The version, if this person's yes made the edition in force what it is: the gesture came again.</summary>
    private string? WasAcceptedBy(LinkParty by, string typed) =>
        log.State is { InForce: { Waiting.Count: 0 } now } state && typed.Length >= AcceptRules.LeastTyped && now.Version.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
        && state.Accepted.TryGetValue(now.Version, out var yes) && yes.By.Person.Id == by.Person.Id ? now.Version : null;

    /// <summary>What waits, with everybody named. The version that is shown is the one that was read last, whichever process is asked.</summary>
    private async Task<EditionPlan> PlanAsync(CancellationToken ct)
    {
        if (log.State is not { InForce: { Waiting.Count: > 0 }, Latest: { } latest })
            return catalogue.Here.Plan;
        var (before, wanted) = (await BeforeAsync(ct), await log.LoadAsync(latest.Content, ct));
        var rules = wanted.Operators.Concat(wanted.Entitlements.SelectMany(each => RulesOf(each.Policy)));
        var names = new StoryTexts(await reader.NamesAsync(rules.OfType<Rule.Named>().Select(rule => rule.Person), ct), new Dictionary<string, string>());
        return EditionPlan.Of(before, wanted, isAccepted: false, rule => AccessPicture.Approvers([rule], names)[0]);
    }

    private async Task<Edition> BeforeAsync(CancellationToken ct) => await log.InForceAsync(log.State, ct) ?? Edition.Empty;

    private static IEnumerable<Rule> RulesOf(Policy policy) => policy.Requesters
        .Concat(policy.Stages.SelectMany(stage => stage.Everybody)).Concat(policy.AutoApprovals.SelectMany(auto => auto.For))
        .Concat(policy.BreakGlass?.For ?? []);
}
