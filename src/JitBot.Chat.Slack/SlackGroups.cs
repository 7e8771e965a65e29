using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JitBot.Core;
using JitBot.Core.People;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Slack;

/// <summary>
/// Slack's user groups as a source of rules (https://docs.slack.dev/reference/methods/usergroups.users.list). In many workspaces ordinary
/// members may edit them: for what matters, a group of the directory is the better rule.
/// </summary>
internal sealed partial class SlackGroups(SlackApi api, TimeProvider time, ILogger<SlackGroups> log) : IGroupSource
{
    /// <summary>The method allows about twenty calls a minute, and several votes come within one.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, HashSet<string> Members)> _remembered = new(StringComparer.Ordinal);

    public string Source => SlackSetup.GroupSource;

    public string? Fault(string group) => WhatIsWrong(group);

    public static string? WhatIsWrong(string group) =>
        GroupId().IsMatch(group) ? null : "is not the id of a Slack user group, such as S0123456789";

    public async Task<bool?> ContainsAsync(string group, Person person, IReadOnlyList<AccountId> accounts, CancellationToken ct)
    {
        var ids = accounts.Where(account => account.Platform == SlackChat.PlatformName).Select(account => account.Id).ToList();
        if (ids.Count == 0)
            return false;
        return await MembersAsync(group, ct) is { } members ? ids.Any(members.Contains) : null;
    }

    private async Task<HashSet<string>?> MembersAsync(string group, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_remembered.TryGetValue(group, out var known) && now - known.At < Freshness)
            return known.Members;
        var answer = await api.UserGroupAsync(group, ct);
        if (!answer.IsOk || answer.Body["users"] is not JsonArray users)
        {
            Log.NotTold(log, group, answer.What);
            return null;
        }

        var members = users.Select(SlackJson.Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _remembered[group] = (now, members);
        return members;
    }

    [GeneratedRegex(@"\AS[A-Z0-9]{2,30}\z")]
    private static partial Regex GroupId();

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The members of the user group {Group} cannot be told, so nobody counts as one now: {What}")]
        public static partial void NotTold(ILogger log, string group, string what);
    }
}
