using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Checkup;
using JitBot.Core.Store;

namespace JitBot.Chat.Slack;

/// <summary>Looks at everything JitBot needs of Slack: the token, its scopes, channels, people, user groups, and whether commands come.</summary>
internal sealed class SlackCheckup(SlackApi api, SlackOptions options, SlackCommandsHeard heard, IAccessStore store) : ICheckup
{
    private const string Mended = "mend what is said of Slack above and run doctor again";

    public string Door => SlackChat.PlatformName;

    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        var self = await api.WhoAmIAsync(ct);
        yield return Reached(self);
        if (!self.IsOk)
            yield break;
        var groups = named.Groups.Where(group => group.Source == SlackSetup.GroupSource).ToList();
        foreach (var finding in Rights(self, groups.Count > 0))
            yield return finding;
        if (options.IsSocketMode)
            yield return await SocketAsync(ct);
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Channels.Where(channel => channel.Platform == Door), channel => LookAsync(channel, ct)))
            yield return finding;
        var us = SlackIdentity.Read(self);
        await foreach (var finding in SeveralAtOnce.AskAsync(named.Approvers, approver => LookAsync(approver, us, ct)))
            yield return finding;
        await foreach (var finding in SeveralAtOnce.AskAsync(groups, group => LookAsync(group, ct)))
            yield return finding;
        yield return await CommandsAsync(ct);
    }

    private Finding Reached(SlackAnswer self)
    {
        if (self.IsOk)
            return Finding.Good(CheckKind.Reach, Door, $"lets us in to the workspace {self.Text("team")} as {self.Text("user")}");
        return SlackFaults.IsTokenTrouble(self.Error!)
            ? Finding.Bad(CheckKind.Reach, Door, $"does not take the bot token ({self.What})",
                "give the Bot User OAuth Token that stands under OAuth & Permissions of the app as Slack:BotToken; if none stands there install the app")
            : Finding.Bad(CheckKind.Reach, Door, $"does not answer ({self.What})",
                ReachAdvice.For("correct Slack:ApiBaseUrl", options.ApiBaseUrl));
    }

    private static IEnumerable<Finding> Rights(SlackAnswer self, bool hasUserGroups) => self.Scopes is { } scopes
        ? SlackScopes.Judge(scopes, hasUserGroups)
        : [Finding.Warn(CheckKind.Right, SlackChat.PlatformName, "does not say which scopes the token has (no X-OAuth-Scopes header)",
            "compare them with manifests/slack/manifest.json under OAuth & Permissions of the app")];

    /// <summary>An address that is handed out and never connected to leaves nothing behind.</summary>
    private async Task<Finding> SocketAsync(CancellationToken ct)
    {
        var opened = await api.OpenConnectionAsync(ct);
        return opened.IsOk
            ? Finding.Good(CheckKind.Right, "Slack:AppToken", "opens connections for Socket Mode")
            : Finding.Bad(CheckKind.Right, "Slack:AppToken", $"opens no connection, so nothing people do arrives ({opened.What})",
                "make an app-level token with the scope connections:write under Basic Information, App-Level Tokens, give it as Slack:AppToken, and see that Socket Mode is on");
    }

    private async Task<Finding> LookAsync(NamedChannel channel, CancellationToken ct)
    {
        var info = await api.ChannelAsync(channel.Id, ct);
        return info.Error == "missing_scope"
            ? SlackChannelFitness.JudgeByHistory(channel, await api.HistoryAsync(channel.Id, "", ct))
            : SlackChannelFitness.Judge(channel, info);
    }

    private async Task<Finding> LookAsync(NamedApprover approver, SlackIdentity.Self? self, CancellationToken ct)
    {
        var (where, correct) = ($"{approver.Email} in Slack", $"correct the address in {approver.NamedBy}, or name somebody else there");
        var answer = await api.UserByEmailAsync(approver.Email, ct);
        if (answer.Error == "users_not_found")
            return Finding.Bad(CheckKind.Person, where, $"nobody has this address; {approver.NamedBy} names it", correct);
        if (!answer.IsOk || answer.Body["user"] is not JsonObject user || self is null)
            return Finding.Bad(CheckKind.Person, where, $"cannot be looked up: {answer.What}", Mended);
        return SlackPeople.Facts(user, self).Barred is { } barred
            ? Finding.Bad(CheckKind.Person, where, $"is {Named(barred)} and can never decide; named by {approver.NamedBy}", correct)
            : Finding.Good(CheckKind.Person, where, $"is known; named by {approver.NamedBy}");
    }

    private static string Named(Refusal barred) => barred switch
    {
        Refusal.Guest => "a guest",
        Refusal.Bot => "a bot",
        Refusal.Deactivated => "deactivated",
        _ => "of another organisation",
    };

    private async Task<Finding> LookAsync(NamedGroup group, CancellationToken ct)
    {
        var answer = await api.UserGroupAsync(group.Id, ct);
        var where = $"{group.Source}:{group.Id}";
        return answer.Error switch
        {
            null when answer.Body["users"] is not JsonArray { Count: > 0 } =>
                Finding.Bad(CheckKind.Group, where, $"has no members, so that it lets nobody in; named by {group.NamedBy}", "put somebody into it in Slack"),
            null => Finding.Good(CheckKind.Group, where, $"has {((JsonArray)answer.Body["users"]!).Count} members; named by {group.NamedBy}"),
            "no_such_subteam" => Finding.Bad(CheckKind.Group, where, $"there is no such user group; named by {group.NamedBy}", $"correct its id (S…) in {group.NamedBy}"),
            _ => Finding.Bad(CheckKind.Group, where, $"its members cannot be told: {answer.What}", Mended),
        };
    }

    private async Task<Finding> CommandsAsync(CancellationToken ct)
    {
        const string where = "/jit in Slack";
        const string todo = "type /jit help in Slack: if another app answers, or none, install JitBot's app again, which takes the command back; "
            + "meanwhile people can use the shortcut Request access";
        try
        {
            await store.OpenAsync(ct);
            return await heard.LastDayAsync(ct) is { } day
                ? Finding.Good(CheckKind.Command, where, $"last reached JitBot on {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}")
                : Finding.Warn(CheckKind.Command, where, $"has not reached JitBot in the last {SlackCommandsHeard.DaysKept} days; Slack does not tell whether another app has taken it", todo);
        }
        catch (StoreUnavailableException)
        {
            return Finding.Warn(CheckKind.Command, where, "whether it reaches JitBot cannot be told, because the store cannot be read", todo);
        }
    }
}
