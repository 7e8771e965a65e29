using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine.Catalogue;

namespace JitBot.Engine;

/// <summary>Where chat platforms hand in the verbs that mean the same wherever they are typed: those that only read, and those that words answer.</summary>
public sealed class TypedDesk(AccessDesk desk, FreezeDesk freezes, CatalogueDesk catalogue)
{
    /// <summary>
    /// What answers a verb, for somebody who was looked at; null for any other verb. <paramref name="rest"/> stands behind the verb, and <paramref name="rows"/> fit on a
    /// page.
    /// </summary>
    public Func<AccountFacts, Task<TypedAnswer>>? Find(string verb, string rest, int rows, CancellationToken ct) => verb switch
    {
        "list" => who => ListAsync(who, TypedPage.Read(rest, rows, IsName), ct),
        "mine" => who => MineAsync(who, TypedPage.Read(rest, rows), ct),
        "status" => who => StatusAsync(who, TypedPage.Read(rest, rows), ct),
        "who" => _ => WhoAsync(TypedPage.Read(rest, rows, IsName), ct),
        "catalogue" => async who => new TypedAnswer.Said(await catalogue.AnswerAsync(who, rest, ct)),
        "freeze" => async who => new TypedAnswer.Said(await freezes.StopAsync(who, rest, ct)),
        "unfreeze" => async who => new TypedAnswer.Said(await freezes.GoOnAsync(who, ct)),
        _ => null,
    };

    private async Task<TypedAnswer> ListAsync(AccountFacts who, TypedPage page, CancellationToken ct)
    {
        var (all, askable) = (desk.Catalogue.Entitlements, await desk.AskableAsync(who, ct));
        var found = page.Words.Length == 0 ? [.. all.Where(askable.Has)] : await desk.FindAskableAsync(who, page.Words, all.Count, askable, ct);
        return new TypedAnswer.Offered(page.Wanted.Of(found), page, IsEmpty: !all.Any(askable.Has), found.Count > 0 ? askable.Note : null);
    }

    private async Task<TypedAnswer> MineAsync(AccountFacts who, TypedPage page, CancellationToken ct) => new TypedAnswer.Own(
        await desk.ListMineAsync(who.Account, _ => true, page.Wanted, ct), "Your requests, newest first:", "You have not asked for anything yet.", "mine", First: null);

    private async Task<TypedAnswer> StatusAsync(AccountFacts who, TypedPage page, CancellationToken ct) => new TypedAnswer.Own(
        await desk.ListMineAsync(who.Account, HomePicture.IsOpen, page.Wanted, ct), "Yours, waiting or in force:", "Nothing of yours is waiting or in force.", "status",
        await freezes.SayAsync(ct));

    private async Task<TypedAnswer> WhoAsync(TypedPage page, CancellationToken ct)
    {
        var name = page.Words;
        var entitlement = desk.Catalogue.Find(name) ?? (desk.Catalogue.Search(name, 2, Habits.None) is [var only] ? only : null);
        if (name.Length == 0 || entitlement is null)
            return new TypedAnswer.Unanswered(Refusal.UnknownEntitlement);
        var holders = await desk.ListHoldersAsync(entitlement.Id, page.Wanted, ct);
        return new TypedAnswer.Held(entitlement, holders, await desk.DescribeApproversAsync(entitlement, ct));
    }

    /// <summary>"Cluster 2" may be called so: the 2 is no page then.</summary>
    private bool IsName(string typed) =>
        desk.Catalogue.Find(typed) is not null || desk.Catalogue.Entitlements.Any(each => string.Equals(each.Name, typed, StringComparison.OrdinalIgnoreCase));
}
