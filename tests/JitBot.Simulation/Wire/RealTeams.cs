using JitBot.Chat.Teams;
using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Simulation.Chat;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>The real Teams room over the simulated network. What it acts on has come by its own reception.</summary>
internal sealed class RealTeams(SimWorld world, SimNode node, IChatPlatform teams) : IChatPlatform
{
    public string Name => teams.Name;

    public Task<ChatAnswer> PostCardAsync(Place place, RequestView view, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(place, view), () => teams.PostCardAsync(place, view, mayBeThere, ct));

    public Task<ChatAnswer> UpdateCardAsync(MessageRef card, RequestView view, CancellationToken ct) =>
        DrawAsync(Drawing.Of(null, view), () => teams.UpdateCardAsync(card, view, ct));

    public Task<ChatAnswer> DeleteCardAsync(MessageRef card, CancellationToken ct) => Outside.Run(() => teams.DeleteCardAsync(card, ct));

    public Task<ChatAnswer> ReplyAsync(MessageRef card, ThreadLine line, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(card, line), () => teams.ReplyAsync(card, line, mayBeThere, ct));

    public Task<ChatAnswer> NotifyAsync(AccountId account, Notice notice, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(account, notice), () => teams.NotifyAsync(account, notice, mayBeThere, ct));

    public Task<ChatAnswer> SummariseAsync(Place place, Summary summary, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(place, summary), () => teams.SummariseAsync(place, summary, mayBeThere, ct));

    public Task<ChatAnswer> AnnounceAsync(Place place, Announcement announcement, bool mayBeThere, CancellationToken ct) =>
        DrawAsync(Drawing.Of(place, announcement), () => teams.AnnounceAsync(place, announcement, mayBeThere, ct));

    public Task<ChatAnswer> ShowHomeAsync(AccountId account, HomeView home, bool isAwaited, CancellationToken ct) =>
        Outside.Run(() => teams.ShowHomeAsync(account, home, isAwaited, ct));

    public async Task HandleAsync(Delivery delivery, CancellationToken ct)
    {
        Outward.Drawing = null;
        await Outside.Run(() => HandleOutsideAsync(delivery, ct));
        var did = TeamsGesture.Read(delivery);
        if (world.People.Meant(did.User, VerbOf(delivery.Kind), did.Handle ?? did.Message, did.Text) is { } gesture)
            Answer(gesture, OutcomeOf(delivery.Key) ?? (did.EarlierKey is { } earlier ? OutcomeOf(earlier) : null));
    }

    /// <summary>What the log knows of it. What was refused before it came to a request leaves nothing there.</summary>
    private Outcome? OutcomeOf(string key) =>
        world.Database.Answers.TryGetValue($"{Name}:{key}", out var answered) ? OutcomeText.Read(answered.Answer) : null;

    private void Answer(Gesture gesture, Outcome? outcome)
    {
        world.Trace.Add(world.Now, node.Name, $"{gesture.Key} is answered: {outcome}");
        if (gesture is { Verb: GestureVerb.Ask, Outcome: Outcome.Done before } && outcome is Outcome.Done { Request: var now } && now != before.Request)
            world.Violation("no gesture twice", $"{gesture.Key} was answered {before}, then {outcome}");
        if (gesture.Outcome is not Outcome.Done)
            gesture.Outcome = outcome ?? gesture.Outcome ?? new Outcome.Refused(Refusal.UnknownRequest);
    }

    /// <summary>A real task, so that nothing of what was set for others flows in.</summary>
    private async Task<bool> HandleOutsideAsync(Delivery delivery, CancellationToken ct)
    {
        await teams.HandleAsync(delivery, ct);
        return true;
    }

    private static GestureVerb? VerbOf(string kind) => kind switch
    {
        TeamsGesture.Ask or TeamsGesture.Say => GestureVerb.Ask,
        TeamsGesture.Approve or TeamsGesture.ApproveByReaction => GestureVerb.Approve,
        TeamsGesture.TakeBackByReaction => GestureVerb.TakeBack,
        TeamsGesture.Deny => GestureVerb.Deny,
        TeamsGesture.Withdraw => GestureVerb.Withdraw,
        TeamsGesture.Return => GestureVerb.Return,
        TeamsGesture.Revoke => GestureVerb.Revoke,
        TeamsGesture.Extend => GestureVerb.Extend,
        _ => null,
    };

    private static async Task<ChatAnswer> DrawAsync(Drawing drawing, Func<Task<ChatAnswer>> call)
    {
        Outward.Drawing = drawing;
        return await Outside.Run(call);
    }
}
