using System.Text;
using JitBot.Core.Audit;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Running;

/// <summary>
/// A story told with the whole program over HTTP. After each story, whatever it was about, the same things must be true: the log verifies, no
/// text of any person became markup, Slack had nothing to complain of, and no secret is found in what was logged or stored.
/// </summary>
[TestFixture]
internal abstract class StoryFixture
{
    protected JitBotTestApp App { get; private set; } = null!;

    protected SandboxWorld World => App.World;

    [SetUp]
    public async Task OpenAsync() => App = await JitBotTestApp.StartAsync(IsInSocketMode, Changes(), HasTeams);

    [TearDown]
    public async Task CloseAsync()
    {
        await using var app = App;
        var verdict = await VerifyAsync();
        var (markup, complaints) = (app.Slack.Messages.Markup, app.Slack.Complaints);
        await app.CloseAsync();
        Assert.Multiple(() =>
        {
            Assert.That(verdict, Is.InstanceOf<AuditVerdict.Good>());
            Assert.That(markup, Is.Empty, "somebody's text became markup");
            Assert.That(complaints, Is.Empty, "Slack showed a person an error");
            Assert.That(SecretsIn(string.Join('\n', app.Log.Lines)), Is.Empty, "secrets in the log");
            foreach (var file in Directory.EnumerateFiles(app.Folder))
                Assert.That(SecretsIn(Encoding.Latin1.GetString(File.ReadAllBytes(file))), Is.Empty, $"secrets in {Path.GetFileName(file)}");
        });
    }

    /// <summary>Whether Slack is heard over sockets.</summary>
    protected virtual bool IsInSocketMode => false;

    /// <summary>Whether there is Teams, too.</summary>
    protected virtual bool HasTeams => false;

    /// <summary>What differs from the sandbox's settings.</summary>
    protected virtual IEnumerable<(string Key, string? Value)> Changes() => [];

    protected SlackGestures As(string handle) => World.Slack.Person(handle);

    /// <summary>Asks in one line and gives back the card.</summary>
    protected async Task<SlackMessage> AskAsync(
        string words, string who = "riley", string entitlement = SandboxSettings.EntraEntitlement, string length = "1h")
    {
        await As(who).CommandAsync("/jit", $"request {entitlement} {length} {words}");
        await App.DrainAsync();
        return Card(words);
    }

    /// <summary>Asks, and has one approver agree.</summary>
    protected async Task<SlackMessage> GrantAsync(
        string words, string who = "riley", string entitlement = SandboxSettings.EntraEntitlement, string length = "1h")
    {
        await ClickAsync("avery", await AskAsync(words, who, entitlement, length), "approve");
        return Card(words);
    }

    protected async Task ClickAsync(string who, SlackMessage message, string action)
    {
        await As(who).ClickAsync(message, action);
        await App.DrainAsync();
    }

    protected async Task ReactAsync(string who, SlackMessage message, string emoji)
    {
        await As(who).ReactAsync(message, emoji);
        await App.DrainAsync();
    }

    /// <summary>The card in the channel, in its newest version.</summary>
    protected SlackMessage Card(string words) => World.FindCard(words) ?? throw new AssertionException($"There is no card saying '{words}'.");

    /// <summary>Everything a person was told privately.</summary>
    protected string ToldTo(string handle) =>
        string.Join('\n', As(handle).Ephemerals.Concat(As(handle).DirectMessages).Select(message => message.Words));

    /// <summary>How often the log has a line of this kind.</summary>
    protected async Task<int> CountLinesAsync(string type)
    {
        var count = 0;
        await foreach (var line in App.Store.ReadChainAsync(default))
            count += Encoding.UTF8.GetString(line.Bytes).Contains($"\"event\":\"{type}\"", StringComparison.Ordinal) ? 1 : 0;
        return count;
    }

    protected async Task<long> CountLinesAsync() => (await App.Store.ReadHeadsAsync(default)).Sum(head => head.Size);

    private async Task<AuditVerdict> VerifyAsync()
    {
        await App.DrainAsync();
        var anchors = new AuditAnchors(await App.Store.ListCheckpointsAsync(default), []);
        return await AuditVerifier.VerifyAsync(App.Store.ReadChainAsync(default), App.Store.ReadTextsAsync(default), anchors, default);
    }

    private IEnumerable<string> SecretsIn(string text) => new[]
    {
        World.Slack.Workspace.App.BotToken, World.Slack.Workspace.App.SigningSecret, World.Slack.Workspace.App.AppToken, SandboxWorld.ClientSecret, World.Okta.Door.ApiToken,
        "actions/T0EXAMPLE/", // a response_url
        "13345224609.738474920.", // a trigger_id
        "ticket-of-the-look-alike", // the address of a socket
        "Bearer ", "SSWS ",
    }.Where(secret => text.Contains(secret, StringComparison.Ordinal));
}
