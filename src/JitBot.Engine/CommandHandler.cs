using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Effects;
using JitBot.Core.Store;
using JitBot.Engine.Effects;
using JitBot.Engine.Requests;

namespace JitBot.Engine;

/// <summary>
/// The one way a request changes: load, <see cref="AccessDecider"/>, <see cref="AccessReactor"/>, append in one transaction. Whoever loses a
/// race loads again and decides again; a repeated gesture gets its first answer.
/// </summary>
public sealed class CommandHandler
{
    /// <summary>Each lost race means that somebody else's command went through, so so many in a row are a fault of ours.</summary>
    private const int MostRaces = 50;

    private readonly IAccessStore _store;
    private readonly BatchKeeper _keeper;
    private readonly StoryReader _reader;
    private readonly AskLook _asked;
    private readonly EndCrowd _crowd;

    internal CommandHandler(IAccessStore store, BatchKeeper keeper, StoryReader reader, AskLook asked, EndCrowd crowd)
    {
        _store = store;
        _keeper = keeper;
        _reader = reader;
        _asked = asked;
        _crowd = crowd;
    }

    /// <summary>
    /// Handles a command. <paramref name="gesture"/> is the key of the gesture behind it, null for commands that are harmless to repeat.
    /// Throws <see cref="StoreUnavailableException"/> when nothing could be made durable.
    /// </summary>
    public Task<Outcome> HandleAsync(RequestId id, AccessCommand command, string? gesture, CancellationToken ct) =>
        HandleAsync(id, async _ => command = await _asked.FreshAsync(command, ct), gesture, ct);

    /// <summary>
    /// The same for a command that says what was seen of the state it meets: <paramref name="look"/> makes it anew for each state that it is decided on, so that
    /// nothing is decided by a look at an earlier one.
    /// </summary>
    public Task<Outcome> HandleAsync(RequestId id, Func<AccessState, Task<AccessCommand>> look, string? gesture, CancellationToken ct) =>
        HandleAsync(id, look, gesture, _ => null, ct);

    /// <summary>Handles what an effect leads to. <paramref name="finishes"/> says by the state it led to whether nothing is left of the effect to do.</summary>
    internal Task HandleAsync(RequestId id, AccessCommand command, Func<AccessState, EffectAtWork?> finishes, CancellationToken ct) =>
        HandleAsync(id, _ => Task.FromResult(command), gesture: null, finishes, ct);

    private async Task<Outcome> HandleAsync(
        RequestId id, Func<AccessState, Task<AccessCommand>> look, string? gesture, Func<AccessState, EffectAtWork?> finishes, CancellationToken ct)
    {
        if (gesture is not null && await _store.FindAnswerAsync(gesture, ct) is { } before)
            return OutcomeText.Read(before);
        for (var race = 0; race < MostRaces; race++)
        {
            var story = await _reader.LoadAsync(id, ct);
            var command = await look(story.State);
            var decision = AccessDecider.Decide(story.State, command);
            var outcome = OutcomeOf(id, decision);
            var (batch, after) = BatchOf(story, command, decision, gesture is null ? null : new Answered(gesture, OutcomeText.Write(outcome), command.At));
            if (batch.Lines.Count == 0 && batch.Answered is null)
                return outcome;
            switch (await _keeper.AppendAsync(batch, finishes(after), note: () => Note(story, decision), ct))
            {
                case AppendAnswer.Appended:
                    return outcome;
                case AppendAnswer.Repeated repeated:
                    return OutcomeText.Read(repeated.Answer);
            }
        }

        throw new InvalidOperationException($"Request {id} changed {MostRaces} times while one command was being decided.");
    }

    private void Note(RequestStory story, Decision decision)
    {
        if (story.State is not AccessState.Known known || decision is not Decision.Accepted accepted)
            return;
        foreach (var begun in accepted.Events.OfType<AccessEvent.RevocationBegun>())
        {
            foreach (var place in known.Facts.Places)
                _crowd.Note(place, story.Id, begun.At);
        }
    }

    private static Outcome OutcomeOf(RequestId id, Decision decision) => decision switch
    {
        Decision.Accepted accepted => new Outcome.Done(id, accepted.Events.Count > 0),
        Decision.Refused refused => new Outcome.Refused(refused.Why, refused.Line.About),
        _ => throw new InvalidOperationException($"A decision nobody knows: {decision.GetType().Name}."),
    };

    private static (Batch Batch, AccessState After) BatchOf(RequestStory story, AccessCommand command, Decision decision, Answered? answered)
    {
        IReadOnlyList<AccessEvent> events = decision switch
        {
            Decision.Accepted accepted => accepted.Events,
            Decision.Refused refused => [refused.Line],
            _ => throw new InvalidOperationException($"A decision nobody knows: {decision.GetType().Name}."),
        };
        var state = story.State;
        var effects = new List<DueEffect>();
        foreach (var happened in events)
        {
            state = AccessEvolver.Evolve(state, happened);
            effects.AddRange(AccessReactor.React(story.Id, state, happened));
        }

        var texts = decision is Decision.Accepted { Events.Count: > 0 } ? command.Texts : [];
        var batch = new Batch(StreamId.Of(story.Id), story.Version, [.. events.Select(EventJson.Line)], texts, effects, IndexOf(story.Id, state), answered)
        {
            AskedBefore = decision is Decision.Accepted { Events.Count: > 0 } && command is AccessCommand.Ask ask ? ask.AllBefore : [],
        };
        return (batch, state);
    }

    private static RequestIndex? IndexOf(RequestId id, AccessState state) => state is not AccessState.Known known
        ? null
        : new RequestIndex(
            id,
            known.Facts.Handle,
            known.Facts.Requester.Id,
            known.Facts.Terms.EntitlementId,
            AccessPicture.PhaseOf(known),
            known.Facts.AskedAt,
            known switch
            {
                AccessState.Granting s => s.Holding.Id,
                AccessState.Active s => s.Holding.Id,
                AccessState.Ending s => s.Holding.Id,
                AccessState.Ended s => s.Holding.Id,
                _ => null,
            })
        {
            AskedBy = known.Facts.AskedBy?.Id,
        };
}
