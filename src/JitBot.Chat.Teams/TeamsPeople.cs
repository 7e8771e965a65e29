using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Engine;

namespace JitBot.Chat.Teams;

/// <summary>
/// Looks at the person behind an account, one at a time and never the whole list
/// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context). Whoever is not a member of a tenant we listen to is
/// barred.
/// </summary>
internal sealed class TeamsPeople(TeamsApi api, TeamsIdentity identity, TeamsPersonalChats chats, AccessDesk desk, TimeProvider time)
{
    /// <summary>Long enough for the calls of one gesture and its form, short enough that a closed account soon counts as one.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private const int BadRequest = 400;

    /// <summary>More people than act within hours; when it is full it is emptied, because asking again is cheap.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<AccountId, (DateTimeOffset At, AccountFacts Facts)> _remembered = new();
    private readonly ConcurrentDictionary<AccountId, string> _ids = new();
    private readonly ConcurrentDictionary<AccountId, LocalClock> _clocks = new();

    /// <summary>What Teams says of whoever did this, now; throws if it does not say.</summary>
    public async Task<AccountFacts> FindAsync(TeamsGesture gesture, CancellationToken ct)
    {
        var (now, account) = (time.GetUtcNow(), gesture.Account);
        if (_remembered.TryGetValue(account, out var known) && now - known.At < Freshness)
            return known.Facts;
        var facts = await AskAsync(account, identity.In(account.Tenant, new TeamsConversationRef("", gesture.Conversation).Whole), ct);
        if (facts.Barred is Refusal.UnknownAccount)
            return facts; // not to be met where somebody asked, which may be elsewhere than where they act
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[account] = (now, facts);
        return facts;
    }

    /// <summary>
    /// What Teams says of whom somebody means: by a mention, whose id is per bot (<see cref="TeamsTyped"/>), by the directory's id, as a form names people, by an address, or by
    /// what stands before its @. Whoever never asked or decided is known by a mention or their id alone.
    /// </summary>
    public async Task<AccountFacts> FindMeantAsync(TeamsGesture gesture, string typed, CancellationToken ct)
    {
        if (typed.StartsWith("<@", StringComparison.Ordinal))
            return await FindMentionedAsync(gesture, typed[2..].TrimEnd('>'), ct) ?? AccountFacts.Nobody(TeamsChat.PlatformName, typed);
        var account = await desk.FindMeantAsync(typed, ct) is { } person ? await FindAccountAsync(person.Id, ct) : null;
        return account is null
            ? AccountFacts.Nobody(TeamsChat.PlatformName, typed)
            : await FindAsync(gesture with { User = account.Id, Tenant = account.Tenant }, ct);
    }

    /// <summary>A form names people by the directory's id, wherever they are; a message mentions who is there by Teams' own.</summary>
    private async Task<AccountFacts?> FindMentionedAsync(TeamsGesture gesture, string id, CancellationToken ct)
    {
        if (Guid.TryParseExact(id, "D", out var inDirectory))
            return await FindAsync(gesture with { User = inDirectory.ToString() }, ct);
        var where = identity.In(gesture.Tenant, new TeamsConversationRef("", gesture.Conversation).Whole);
        var member = await api.MemberAsync(where, id, ct);
        if (member.Status == BadRequest || IsClosed(member))
            return null; // it was typed, or they are not there
        if (!member.IsOk || member.Body is not { } found)
            throw new TeamsNotNowException(member);
        var user = TeamsPayloads.Text(found["aadObjectId"]) ?? TeamsPayloads.Text(found["objectId"]);
        return user is null ? null : Facts(found, gesture.Account with { Id = user.ToLowerInvariant() }, identity.IsOurs(gesture.Tenant));
    }

    /// <summary>The account to which a person's private messages go; null before they have written to us.</summary>
    public Task<AccountId?> FindAccountAsync(PersonId person, CancellationToken ct) => desk.FindAccountAsync(person, TeamsChat.PlatformName, ct);

    /// <summary>What each verified activity tells of an account: the id by which Teams knows it to us, and the time zone of the client.</summary>
    public void Learn(AccountId account, string? id, string? zone)
    {
        Keep(_ids, account, id is { Length: > 0 } ? id : null);
        Keep(_clocks, account, zone is { Length: > 0 and <= LocalClock.LongestName } ? new LocalClock(zone, null) : null);
    }

    /// <summary>By which clock its owner lived when they did something here last, since this process was started.</summary>
    public LocalClock? KnownClock(AccountId account) => _clocks.GetValueOrDefault(account);

    /// <summary>That id, if it was told already.</summary>
    public string? KnownId(AccountId account) => _ids.GetValueOrDefault(account);

    /// <summary>That id; null if the account is not in the conversation, or Teams does not say now.</summary>
    public async Task<string?> IdInAsync(AccountId account, string conversation, CancellationToken ct)
    {
        if (KnownId(account) is { } known)
            return known;
        var member = await api.MemberAsync(identity.In(account.Tenant, conversation), account.Id, ct);
        if (member.IsOk)
            Learn(account, member.Id, null);
        return member.IsOk ? member.Id : null;
    }

    /// <summary>
    /// Where they are, or, where we are no member ourselves (a message extension is used anywhere), in our own chat with them.
    /// </summary>
    private async Task<AccountFacts> AskAsync(AccountId account, TeamsConversationRef where, CancellationToken ct)
    {
        var member = await api.MemberAsync(where, account.Id, ct);
        if (IsClosed(member))
        {
            var (chat, refusal) = await chats.OpenAsync(account, ct);
            member = chat is null ? refusal! : await api.MemberAsync(chat, account.Id, ct);
        }

        if (IsClosed(member))
            return new AccountFacts(account, account.Id, null, null, Refusal.UnknownAccount);
        if (!member.IsOk || member.Body is not { } found)
            throw new TeamsNotNowException(member);
        return Facts(found, account, identity.IsOurs(account.Tenant));
    }

    private static bool IsClosed(TeamsResult result) => !result.IsOk && TeamsFaults.For(result, null) is ChatAnswer.PlaceGone;

    /// <summary>
    /// What a member object says of an account. The address is the <c>userPrincipalName</c>: it is unique in its tenant, and the tenant has proven
    /// to own its domain (https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname). The <c>email</c> is what
    /// an administrator has typed, in any domain, and proves nothing.
    /// </summary>
    internal static AccountFacts Facts(JsonObject member, AccountId account, bool isOurTenant)
    {
        var name = TeamsPayloads.Text(member["name"]) ?? $"{TeamsPayloads.Text(member["givenName"])} {TeamsPayloads.Text(member["surname"])}".Trim();
        var address = TeamsPayloads.Text(member["userPrincipalName"]);
        return new AccountFacts(
            account,
            string.IsNullOrWhiteSpace(name) ? account.Id : name,
            string.IsNullOrWhiteSpace(address) ? null : address,
            EmailConfirmed: true,
            Barred(member, account, address ?? "", isOurTenant));
    }

    private static Refusal? Barred(JsonObject member, AccountId account, string address, bool isOurTenant)
    {
        var role = TeamsPayloads.Text(member["userRole"]);
        if (TeamsPayloads.Text(member["id"])?.StartsWith(TeamsIdentity.BotMark, StringComparison.Ordinal) == true || role is "bot")
            return Refusal.Bot;
        if (role is "guest" || address.Contains("#EXT#", StringComparison.OrdinalIgnoreCase))
            return Refusal.Guest;
        if (role is not "user")
            return Refusal.Stranger;
        if (!isOurTenant || !Is(TeamsPayloads.Text(member["tenantId"]), account.Tenant))
            return Refusal.OtherWorkspace;
        return Is(TeamsPayloads.Text(member["aadObjectId"]) ?? TeamsPayloads.Text(member["objectId"]), account.Id) ? null : Refusal.UnknownAccount;
    }

    private static void Keep<T>(ConcurrentDictionary<AccountId, T> known, AccountId account, T? told)
        where T : class
    {
        if (told is null)
            return;
        if (known.Count >= MostRemembered)
            known.Clear();
        known[account] = told;
    }

    private static bool Is(string? said, string known) => string.Equals(said, known, StringComparison.OrdinalIgnoreCase);
}
