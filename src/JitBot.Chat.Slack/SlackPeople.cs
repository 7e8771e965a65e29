using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.People;
using JitBot.Engine;

namespace JitBot.Chat.Slack;

/// <summary>
/// Looks at the person behind an account, one at a time and never the whole list (https://docs.slack.dev/reference/objects/user-object).
/// Whoever is not an active member of our own workspace or organisation is barred.
/// </summary>
internal sealed class SlackPeople(SlackApi api, SlackIdentity identity, AccessDesk desk, TimeProvider time)
{
    /// <summary>
    /// Long enough for the calls of one gesture and its form, short enough that a deactivated account soon counts as one.
    /// </summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    /// <summary>More people than act within that time; when it is full it is emptied, because asking again is cheap.</summary>
    private const int MostRemembered = 1_000;

    /// <summary>Slack says of its own bot that it is none.</summary>
    private const string Slackbot = "USLACKBOT";

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, AccountFacts Facts)> _remembered = new(StringComparer.Ordinal);

    /// <summary>What Slack says of the account now; throws if it does not say.</summary>
    public Task<AccountFacts> FindAsync(string user, CancellationToken ct) => FindAsync(user, isBacklog: false, ct);

    /// <inheritdoc cref="FindAsync(string, CancellationToken)" />
    /// <param name="user">The account.</param>
    /// <param name="isBacklog">Whether nobody waits for it.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<AccountFacts> FindAsync(string user, bool isBacklog, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_remembered.TryGetValue(user, out var known) && now - known.At < Freshness)
            return known.Facts;
        var facts = await AskAsync(user, isBacklog, ct);
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[user] = (now, facts);
        return facts;
    }

    /// <summary>What was said of the account before is not true any more.</summary>
    public void Forget(string user) => _remembered.TryRemove(user, out _);

    /// <summary>
    /// The account to which a person's private messages go: the one linked, else the one with the person's address; null if there is none
    /// that counts.
    /// </summary>
    public async Task<string?> FindAccountAsync(PersonId person, CancellationToken ct)
    {
        if (await desk.FindAccountAsync(person, SlackChat.PlatformName, ct) is { } linked)
            return linked.Id;
        return await desk.FindPersonAsync(person, ct) is { } known ? await FindByEmailAsync(known.Email, ct) : null;
    }

    /// <summary>
    /// The account of whom somebody means by a mention, as Slack writes one where it escapes what is typed (https://docs.slack.dev/interactivity/implementing-slash-commands),
    /// by an address, or by what stands before its @; null if that is nobody who counts.
    /// </summary>
    public async Task<string?> FindMeantAsync(string typed, CancellationToken ct)
    {
        if (typed.StartsWith("<@", StringComparison.Ordinal))
            return typed[2..].TrimEnd('>').Split('|')[0] is { Length: > 0 } user ? user : null;
        if (await desk.FindMeantAsync(typed, ct) is { } person)
            return await FindAccountAsync(person.Id, ct);
        return typed.IndexOf('@', StringComparison.Ordinal) > 0 ? await FindByEmailAsync(typed, ct) : null;
    }

    private async Task<string?> FindByEmailAsync(string email, CancellationToken ct)
    {
        var answer = await api.UserByEmailAsync(email, ct);
        if (answer.Error is "users_not_found" or "invalid_arguments") // what somebody typed may be no address
            return null;
        if (!answer.IsOk || answer.Body["user"] is not JsonObject user)
            throw new SlackNotNowException(answer);
        var facts = Facts(user, await identity.GetAsync(ct));
        return facts.Barred is null ? facts.Account.Id : null;
    }

    private async Task<AccountFacts> AskAsync(string user, bool isBacklog, CancellationToken ct)
    {
        var self = await identity.GetAsync(ct);
        var answer = isBacklog ? await api.UserInTurnAsync(user, ct) : await api.UserAsync(user, ct);
        if (answer.Error is "user_not_found" or "user_not_visible")
        {
            var account = new AccountId(SlackChat.PlatformName, self.Enterprise ?? self.Team, user);
            return new AccountFacts(account, user, null, null, Refusal.UnknownAccount);
        }

        if (!answer.IsOk || answer.Body["user"] is not JsonObject found)
            throw new SlackNotNowException(answer);
        return Facts(found, self);
    }

    /// <summary>What a user object says of an account.</summary>
    internal static AccountFacts Facts(JsonObject user, SlackIdentity.Self self)
    {
        var id = SlackJson.Text(user["id"]) ?? "";
        var tenant = SlackJson.Text(SlackJson.At(user, "enterprise_user", "enterprise_id")) ?? SlackJson.Text(user["team_id"]) ?? "";
        var name = SlackJson.Text(SlackJson.At(user, "profile", "real_name"))
            ?? SlackJson.Text(user["real_name"])
            ?? SlackJson.Text(user["name"]);
        return new AccountFacts(
            new AccountId(SlackChat.PlatformName, tenant, id),
            string.IsNullOrWhiteSpace(name) ? id : name,
            SlackJson.Text(SlackJson.At(user, "profile", "email")),
            user["is_email_confirmed"] is null ? null : SlackJson.Flag(user["is_email_confirmed"]),
            Barred(user, id, self))
        {
            Clock = Clock(SlackJson.Text(user["tz"]), SlackJson.Number(user["tz_offset"])),
        };
    }

    private static LocalClock? Clock(string? zone, int? seconds) =>
        zone is null && seconds is null ? null : new LocalClock(zone, seconds is { } offset ? TimeSpan.FromSeconds(offset) : null);

    private static Refusal? Barred(JsonObject user, string id, SlackIdentity.Self self)
    {
        if (id == Slackbot || Is(user, "is_bot") || Is(user, "is_app_user") || Is(user, "is_workflow_bot") || Is(user, "is_connector_bot"))
            return Refusal.Bot;
        if (Is(user, "is_stranger"))
            return Refusal.Stranger;
        if (!BelongsTo(user, self))
            return Refusal.OtherWorkspace;
        if (Is(user, "deleted"))
            return Refusal.Deactivated;
        return Is(user, "is_restricted") || Is(user, "is_ultra_restricted") ? Refusal.Guest : null;
    }

    private static bool BelongsTo(JsonObject user, SlackIdentity.Self self) =>
        SlackJson.Text(user["team_id"]) == self.Team
        || (self.Enterprise is { } enterprise && SlackJson.Text(SlackJson.At(user, "enterprise_user", "enterprise_id")) == enterprise);

    private static bool Is(JsonObject user, string flag) => SlackJson.Flag(user[flag]);
}
