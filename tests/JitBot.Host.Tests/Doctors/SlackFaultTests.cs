using JitBot.Chat.Slack;
using JitBot.Core.Checkup;
using JitBot.Engine;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Host.Tests.Doctors;

/// <summary>Each fault in Slack is named, with the step that mends it.</summary>
internal sealed class SlackFaultTests : DoctorFixture
{
    [TestCase("chat:write")]
    [TestCase("users:read.email")]
    [TestCase("commands")]
    [TestCase("im:history")]
    public Task A_missing_scope(string scope)
    {
        Scopes(scopes => scopes.Where(each => each != scope));
        return FindAsync(Verdict.Bad, $"the scope {scope} is missing", $"add the scope {scope} under OAuth & Permissions of the app and install it again");
    }

    [TestCase("chat:write.public", Verdict.Bad)]
    [TestCase("users:write", Verdict.Bad)]
    [TestCase("admin.users:write", Verdict.Bad)]
    [TestCase("files:read", Verdict.Warn)]
    public Task A_scope_too_many(string scope, Verdict verdict)
    {
        Scopes(scopes => scopes.Append(scope));
        return FindAsync(verdict, $"the scope {scope} is more than JitBot needs", $"take the scope {scope} away");
    }

    [Test]
    public async Task User_groups_need_their_scope_only_where_rules_name_them()
    {
        Scopes(scopes => scopes.Where(each => each != "usergroups:read"));
        Assert.That((await LookAsync()).Where(finding => finding.Verdict == Verdict.Bad), Is.Empty);
        Set("Catalogue:Policies:0:Requesters:0", "slack-usergroup:S0OWNERS0");
        await FindAsync(Verdict.Bad, "the scope usergroups:read is missing", "add the scope usergroups:read");
    }

    [Test]
    public async Task A_token_that_is_not_taken_and_nothing_more_is_asked_with_it()
    {
        Set("Slack:BotToken", "xoxb-of-somebody-else");
        await FindAsync(Verdict.Bad, "does not take the bot token (auth.test: invalid_auth)", "Slack:BotToken");
        Assert.That(World.Slack.WebApi.Calls, Does.Not.Contain("conversations.info"));
    }

    [Test]
    public Task Slack_that_does_not_answer()
    {
        World.Slack.Faults.IsDown = true;
        return FindAsync(Verdict.Bad, "does not answer (auth.test: unreachable)", $"start what should answer at http://127.0.0.1:{World.Slack.BaseUrl.Port}, or correct Slack:ApiBaseUrl");
    }

    [Test]
    public Task An_archived_channel()
    {
        Scopes(scopes => scopes.Concat(SlackScopes.Welcome));
        Channel(channel => channel with { IsArchived = true });
        return FindAsync(Verdict.Bad, "is archived; named by policy production, policy by-two", "unarchive it, or name another channel in policy production, policy by-two");
    }

    [Test]
    public Task A_channel_without_the_bot()
    {
        Channel(channel => channel with { Members = [] });
        return FindAsync(Verdict.Bad, "JitBot is not in it", "/invite @JitBot");
    }

    [Test]
    public Task A_private_channel_without_the_bot_looks_like_none()
    {
        Channel(channel => channel with { Members = [], Kind = SlackChannelKind.Private });
        return FindAsync(Verdict.Bad, "there is no such channel, or it is private", "correct its id");
    }

    [Test]
    public Task A_channel_shared_with_strangers()
    {
        Scopes(scopes => scopes.Concat(SlackScopes.Welcome));
        Channel(channel => channel with { IsExternallyShared = true });
        return FindAsync(Verdict.Warn, "is shared with another organisation (Slack Connect)", "a channel of your own workspace");
    }

    [Test]
    public async Task Channels_of_audit_and_operations_are_looked_at_too()
    {
        Scopes(scopes => scopes.Concat(SlackScopes.Welcome));
        Set("Audit:SlackChannel", "C0NOWHERE00");
        Set("Operations:SlackChannel", World.Slack.Workspace.AddChannel("ops", shape: channel => channel with { IsArchived = true }).Id);
        await FindAsync(Verdict.Bad, "there is no such channel", "Audit:SlackChannel");
        await FindAsync(Verdict.Bad, "is archived; named by Operations:SlackChannel", "Operations:SlackChannel");
    }

    [Test]
    public async Task The_scopes_for_channels_show_more_of_them_and_are_not_too_many()
    {
        Scopes(scopes => scopes.Concat(SlackScopes.Welcome));
        var findings = await LookAsync();
        Assert.That(findings.Single(finding => finding.Check == CheckKind.Channel), Is.EqualTo(
            Finding.Good(CheckKind.Channel, $"#approvals ({World.Approvals.Id})", "is open to JitBot; named by policy production, policy by-two")));
        Assert.That(findings.Where(finding => finding.Verdict == Verdict.Bad), Is.Empty);
        Channel(channel => channel with { Members = [] });
        await FindAsync(Verdict.Bad, "JitBot is not in it", "/invite @JitBot");
    }

    [Test]
    public async Task Without_the_scope_for_channels_their_messages_tell_whether_the_bot_is_in()
    {
        Assert.That((await LookAsync()).Where(finding => finding.Check == CheckKind.Channel).Select(finding => (finding.Verdict, finding.What)),
            Has.Exactly(1).Matches<(Verdict Verdict, string What)>(each => each.Verdict == Verdict.Good && each.What.Contains("channels:read", StringComparison.Ordinal)));
        Channel(channel => channel with { Members = [] });
        await FindAsync(Verdict.Bad, "JitBot is not in it", "/invite @JitBot");
    }

    [Test]
    public Task An_approver_nobody_knows()
    {
        Set("Catalogue:Policies:0:Stages:0:Approvers:0", "person:averi@example.com");
        return FindAsync(Verdict.Bad, "nobody has this address", "correct the address in policy production");
    }

    [Test]
    public Task An_approver_who_is_a_guest()
    {
        var avery = World.Slack.Workspace.Person("avery");
        World.Slack.Workspace.Put(avery with { IsRestricted = true });
        return FindAsync(Verdict.Bad, "is a guest and can never decide", "name somebody else");
    }

    [Test]
    public Task A_user_group_that_is_not_there()
    {
        Set("Catalogue:Policies:0:Requesters:0", "slack-usergroup:S0NOBODY00");
        return FindAsync(Verdict.Bad, "there is no such user group", "correct its id");
    }

    [Test]
    public async Task An_app_level_token_that_opens_no_connection()
    {
        Set("Slack:AppToken", World.Slack.Workspace.App.AppToken);
        Assert.That((await LookAsync()).Single(finding => finding.Where == "Slack:AppToken").Verdict, Is.EqualTo(Verdict.Good));
        World.Slack.Workspace.Install(app => app with { AppTokenScopes = new HashSet<string>() });
        await FindAsync(Verdict.Bad, "opens no connection, so nothing people do arrives (apps.connections.open: missing_scope (needs connections:write))", "with the scope connections:write");
        Set("Slack:AppToken", "xapp-1-of-another-app");
        await FindAsync(Verdict.Bad, "apps.connections.open: invalid_auth", "under Basic Information, App-Level Tokens");
    }

    [Test]
    public async Task That_no_command_arrives()
    {
        await FindAsync(Verdict.Warn, "has not reached JitBot in the last 7 days", "install JitBot's app again");
        await World.Slack.Person("riley").CommandAsync("/jit", "list");
        Assert.That((await LookAsync()).Single(finding => finding.Check == CheckKind.Command).Verdict, Is.EqualTo(Verdict.Good));
        App.Clock.Advance(AnswerLimits.KeptFor - TimeSpan.FromHours(1));
        Assert.That((await LookAsync()).Single(finding => finding.Check == CheckKind.Command).Verdict, Is.EqualTo(Verdict.Good), "the store still knows");
        App.Clock.Advance(TimeSpan.FromDays(2));
        await FindAsync(Verdict.Warn, "has not reached JitBot in the last 7 days", "type /jit help");
    }

    private void Scopes(Func<IEnumerable<string>, IEnumerable<string>> change) =>
        World.Slack.Workspace.Install(app => app with { Scopes = change(app.Scopes).ToHashSet(StringComparer.Ordinal) });

    private void Channel(Func<SlackChannel, SlackChannel> change) => World.Slack.Workspace.Alter(World.Approvals, change);
}
