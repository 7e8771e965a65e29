using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;

namespace JitBot.Engine.Requests;

/// <summary>
/// Reads a request's stream and the names and texts that stand beside it. Without a catalogue, as in the reaper, no picture offers what depends on the rules in force now.
/// </summary>
public sealed class StoryReader(IAccessStore store, CurrentCatalogue? catalogue = null)
{
    private readonly Remembered<RequestId, RequestStory> _remembered = new();

    /// <summary>The story so far; a request nobody asked for has none.</summary>
    public async Task<RequestStory> LoadAsync(RequestId id, CancellationToken ct)
    {
        var known = _remembered.Find(id) ?? new RequestStory(id, AccessEvolver.Start, []);
        var lines = await store.LoadAsync(StreamId.Of(id), known.Version, ct);
        if (lines.Count == 0)
            return known;
        var events = lines.Select(line => (line.Version, Event: EventJson.ReadAccess(line))).ToList();
        var state = events.Select(line => line.Event).Aggregate(known.State, AccessEvolver.Evolve);
        var story = new RequestStory(id, state, [.. known.Lines, .. events]);
        _remembered.Keep(id, story);
        return story;
    }

    /// <summary>The picture of a request, or null if there is none.</summary>
    public async Task<RequestView?> DrawAsync(RequestId id, CancellationToken ct)
    {
        var story = await LoadAsync(id, ct);
        return Draw(story, await TextsAsync(story, ct));
    }

    /// <summary>The picture of a story already read.</summary>
    public RequestView? Draw(RequestStory story, StoryTexts texts) =>
        AccessPicture.Draw(story.Id, story.State, story.Version, AccessPicture.Votes(story.Events, texts), texts, TermsNow(story));

    /// <summary>The terms in force now for what a story is about; null if there are none any more.</summary>
    public Terms? TermsNow(RequestStory story) =>
        story.State is AccessState.Known { Facts.Terms.EntitlementId: var id } ? catalogue?.Now.TermsNow(id) : null;

    /// <summary>The names and texts a story speaks of.</summary>
    public async Task<StoryTexts> TextsAsync(RequestStory story, CancellationToken ct)
    {
        var hashes = story.Events.Select(e => e switch
        {
            AccessEvent.Asked asked => asked.Justification,
            AccessEvent.Approved approved => approved.Reason,
            AccessEvent.Objected objected => objected.Reason,
            AccessEvent.Denied denied => denied.Reason,
            AccessEvent.ExtensionAsked more => more.Justification,
            AccessEvent.ExtensionDenied denied => denied.Reason,
            AccessEvent.GlassBroken broken => broken.Reason,
            AccessEvent.Reviewed reviewed => reviewed.Finding,
            AccessEvent.RevocationBegun begun => begun.Reason,
            _ => null,
        });
        var texts = await store.LoadTextsAsync([.. hashes.OfType<string>()], ct);
        return new StoryTexts(await NamesAsync(People(story), ct), texts);
    }

    /// <summary>The names of people.</summary>
    public async Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(IEnumerable<PersonId> people, CancellationToken ct)
    {
        var names = new Dictionary<PersonId, string>();
        foreach (var id in people.Distinct())
        {
            if (await store.FindAsync(id, ct) is { Name.Length: > 0 } person)
                names[id] = person.Name;
        }

        return names;
    }

    private static IEnumerable<PersonId> People(RequestStory story)
    {
        var known = story.State as AccessState.Known;
        var named = known?.Facts.Terms is { } terms ? terms.Approvers.Concat(terms.AboutRequester).OfType<Rule.Named>().Select(rule => rule.Person) : [];
        var asker = known?.Facts.AskedBy is { } by ? [by.Id] : Array.Empty<PersonId>();
        var acted = story.Events.Select(e => e switch
        {
            AccessEvent.Asked asked => asked.Requester.Id,
            AccessEvent.Approved approved => approved.Approver.Id,
            AccessEvent.ApprovalTakenBack back => back.Approver.Id,
            AccessEvent.ApprovalFell fell => fell.Approver.Id,
            AccessEvent.Shortened shortened => shortened.Approver.Id,
            AccessEvent.Objected objected => objected.Approver.Id,
            AccessEvent.Denied denied => denied.Approver.Id,
            AccessEvent.ExtensionDenied denied => denied.Approver.Id,
            AccessEvent.ExtensionTakenBack back => back.Approver.Id,
            AccessEvent.Reviewed reviewed => reviewed.Reviewer.Id,
            AccessEvent.RevocationBegun begun => begun.By?.Id,
            _ => (PersonId?)null,
        });
        return named.Concat(asker).Concat(acted.OfType<PersonId>());
    }
}
