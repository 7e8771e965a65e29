using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.OnCall;
using JitBot.Engine.Clock;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine;

/// <summary>Says before a request is sent who can approve it, who of them is on call, and how long a yes usually takes. It is for reading only: votes are judged when they are given.</summary>
public sealed class ProspectDesk(StoryReader reader, OnCallDesk onCall, UsualTimes usual, TrustedClock clock)
{
    /// <summary>What is known without asking anybody; it is not whole where there is more to be asked.</summary>
    public Task<Prospect> KnownAsync(Entitlement entitlement, CancellationToken ct) =>
        DrawAsync(entitlement, onCall.Known(Schedules(entitlement)), usual.Known(entitlement), ct);

    /// <summary>Everything there is to say, asked for where it must be, in less than two seconds; always whole.</summary>
    public async Task<Prospect> AskAsync(Entitlement entitlement, CancellationToken ct)
    {
        var asking = onCall.AskAsync(Schedules(entitlement), ct);
        var told = await usual.ReadAsync(entitlement, ct);
        return await DrawAsync(entitlement, await asking, told, ct);
    }

    private IReadOnlyList<Rule.Member> Schedules(Entitlement entitlement) => onCall.Schedules(entitlement.Policy.Stages.SelectMany(stage => stage.Approvers));

    private async Task<Prospect> DrawAsync(Entitlement entitlement, IReadOnlyDictionary<Rule.Member, OnCallView?> views, UsualTimes.Told? told, CancellationToken ct)
    {
        var stages = entitlement.Policy.Stages;
        var names = await reader.NamesAsync(stages.SelectMany(stage => stage.Approvers).OfType<Rule.Named>().Select(rule => rule.Person), ct);
        var texts = new StoryTexts(names, new Dictionary<string, string>());
        return new Prospect([.. stages.Select(stage => new StageDeciders([.. stage.Approvers.Select(rule => NameOf(rule, texts, views))], stage.Approvals))])
        {
            UsualTime = told?.Sentence,
            IsWhole = told is not null && Schedules(entitlement).All(views.ContainsKey),
        };
    }

    private string NameOf(Rule rule, StoryTexts texts, IReadOnlyDictionary<Rule.Member, OnCallView?> views)
    {
        var name = AccessPicture.Approvers([rule], texts)[0];
        return rule is Rule.Member member && views.TryGetValue(member, out var view) ? $"{name} ({OnCallWords.Beside(view, clock.Now)})" : name;
    }
}
