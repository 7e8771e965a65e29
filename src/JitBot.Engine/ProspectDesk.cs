using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.OnCall;
using JitBot.Core.People;
using JitBot.Engine.Clock;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine;

/// <summary>
/// Says before a request is sent who can approve it, who of them is on call or probably asleep, and how long a yes usually takes. It is for reading only: votes are judged when
/// they are given.
/// </summary>
public sealed class ProspectDesk(StoryReader reader, OnCallDesk onCall, ZoneDesk zones, UsualTimes usual, TrustedClock clock)
{
    /// <summary>What is known without asking anybody; it is not whole where there is more to be asked.</summary>
    public Task<Prospect> KnownAsync(Entitlement entitlement, CancellationToken ct) =>
        DrawAsync(entitlement, new Seen(onCall.Known(Schedules(entitlement)), zones.Known(Named(entitlement)), usual.Known(entitlement)), ct);

    /// <summary>Everything there is to say, asked for where it must be, in less than two seconds; always whole.</summary>
    public async Task<Prospect> AskAsync(Entitlement entitlement, CancellationToken ct)
    {
        var (asking, finding) = (onCall.AskAsync(Schedules(entitlement), ct), zones.AskAsync(Named(entitlement), ct));
        var told = await usual.ReadAsync(entitlement, ct);
        return await DrawAsync(entitlement, new Seen(await asking, await finding, told), ct);
    }

    private IReadOnlyList<Rule.Member> Schedules(Entitlement entitlement) => onCall.Schedules(Approvers(entitlement));

    private IReadOnlyList<PersonId> Named(Entitlement entitlement) => zones.People(Approvers(entitlement));

    private static IEnumerable<Rule> Approvers(Entitlement entitlement) => entitlement.Policy.Stages.SelectMany(stage => stage.Approvers);

    private async Task<Prospect> DrawAsync(Entitlement entitlement, Seen seen, CancellationToken ct)
    {
        var names = await reader.NamesAsync(Approvers(entitlement).OfType<Rule.Named>().Select(rule => rule.Person), ct);
        var texts = new StoryTexts(names, new Dictionary<string, string>());
        return new Prospect([.. entitlement.Policy.Stages.Select(stage => new StageDeciders([.. stage.Approvers.Select(rule => NameOf(rule, texts, seen))], stage.Approvals))])
        {
            UsualTime = seen.Usual?.Sentence,
            IsWhole = seen.Usual is not null && Schedules(entitlement).All(seen.OnCall.ContainsKey) && Named(entitlement).All(seen.Clocks.ContainsKey),
        };
    }

    private string NameOf(Rule rule, StoryTexts texts, Seen seen)
    {
        var name = AccessPicture.Approvers([rule], texts)[0];
        var beside = rule switch
        {
            Rule.Member member when seen.OnCall.TryGetValue(member, out var view) => OnCallWords.Beside(view, clock.Now),
            Rule.Named named => WakingHours.Beside(seen.Clocks.GetValueOrDefault(named.Person), clock.Now),
            _ => null,
        };
        return beside is null ? name : $"{name} ({beside})";
    }

    /// <summary>What there is to say beside the rules.</summary>
    private sealed record Seen(IReadOnlyDictionary<Rule.Member, OnCallView?> OnCall, IReadOnlyDictionary<PersonId, LocalClock?> Clocks, UsualTimes.Told? Usual);
}
