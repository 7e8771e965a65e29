using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Engine.People;
using JitBot.Engine.Requests;

namespace JitBot.Engine;

/// <summary>What somebody meant who wants to take access away: the one request, or all it may be, to choose from under a heading.</summary>
public sealed record RevokeFound(RequestView? Only, Page<RequestView> Rows, string Heading);

/// <summary>Finds access in force by what somebody types. It only reads: who may take it away is judged when they do.</summary>
public sealed class RevokeDesk(IAccessStore store, StoryReader reader, LinkingLog links, CurrentCatalogue catalogue)
{
    /// <summary>What is said to whoever does not say what they mean.</summary>
    public const string Usage = "Say whose access you take away: `revoke prod-db @riley`, or `revoke` and a request's id. `who prod-db` shows who has it.";

    private const string Nobody = "Nobody has that through JitBot now.";
    private const string Several = "Several people have it. Whose do you take away?";
    private const string NoSuchName = "Nobody of that name has it. Whose do you take away?";

    /// <summary>What was meant. A request is found by its id in any phase; what is meant by an entitlement is what is in force.</summary>
    public async Task<RevokeFound> FindAsync(RevokeLine line, int size, CancellationToken ct)
    {
        if (await reader.DrawAsync(new RequestId(line.What), ct) is { } named)
            return One(named);
        var entitlement = catalogue.Now.Find(line.What)?.Id ?? line.What;
        var all = (await store.ListOpenByEntitlementAsync(entitlement, PageRequest.MostRows, ct)).Where(index => RequestView.IsInForce(index.Phase)).ToList();
        var (meant, ties) = (new List<RequestIndex>(), await links.TiesAsync(ct));
        foreach (var index in all)
        {
            if (line.Whom is null || await IsMeantAsync(line, ties.OneWith(index.Requester), ct))
                meant.Add(index);
        }

        if (meant is [var only])
            return One((await reader.DrawAsync(only.Id, ct))!);
        var rows = new PageRequest(line.Page, size).Of(meant.Count == 0 ? all : meant);
        var views = new List<RequestView>();
        foreach (var index in rows.Rows)
            views.Add((await reader.DrawAsync(index.Id, ct))!);
        return new RevokeFound(null, new Page<RequestView>(views, rows.Number, rows.Count), all.Count == 0 ? Nobody : meant.Count == 0 ? NoSuchName : Several);
    }

    private static RevokeFound One(RequestView only) => new(only, new Page<RequestView>([], 1, 1), "");

    /// <summary>Whether one of a person's rows has an address that fits.</summary>
    private async Task<bool> IsMeantAsync(RevokeLine line, IReadOnlyList<PersonId> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            if (await store.FindAsync(row, ct) is { } person && line.Means(person.Email))
                return true;
        }

        return false;
    }
}
