using JitBot.Chat.Slack;
using JitBot.Core;
using JitBot.Core.Chat;
using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Core.Time;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using LookAlike = JitBot.Sandbox.LookAlikes.Slack.SlackLookAlike;

namespace JitBot.Rooms.Tests.Slack;

internal sealed class SlackContractTests : ChatContract
{
    protected override async Task<ChatWorld> StartWorldAsync()
    {
        var world = new SlackWorld();
        await world.StartAsync();
        return world;
    }
}

/// <summary>Slack's look-alike and the room before it.</summary>
internal sealed class SlackWorld : ChatWorld
{
    private HttpClient _http = null!;
    private IChatPlatform _platform = null!;

    public LookAlike Slack { get; private set; } = null!;

    public SlackApi Api { get; private set; } = null!;

    public override IChatPlatform Platform => _platform;

    public override IReadOnlyList<string> Secrets => [Slack.Workspace.App.BotToken, Slack.Workspace.App.SigningSecret];

    public override Place.Channel UnknownChannel => new(SlackChat.PlatformName, "C0NOWHERE");

    public override IReadOnlyList<(string What, Action<Place.Channel> Do)> WaysToLose =>
    [
        ("archived", channel => Slack.Workspace.Put(Slack.Workspace.Channel(channel.Id) with { IsArchived = true })),
        ("left", channel => Slack.Workspace.Put(Slack.Workspace.Channel(channel.Id) with { Members = [] })),
    ];

    public override IReadOnlyList<(string What, Action Do)> WaysToLoseAnAnswer =>
    [
        ("hangs-up-after", () => Slack.Faults.Next("chat.postMessage", new SlackFault.DoesAndHangsUp())),
        ("internal-error-after", () => Slack.Faults.Next("chat.postMessage", new SlackFault.DoesAndDenies())),
    ];

    public override IReadOnlyList<(string What, Action Do)> WaysToFail =>
    [
        ("hangs-up", () => Slack.Faults.Next("chat.postMessage", new SlackFault.HangsUp())),
        ("unavailable", () => Slack.Faults.Next("chat.postMessage", new SlackFault.Fails(503))),
        ("token-revoked", () => Slack.Faults.Next("chat.postMessage", new SlackFault.Refuses("token_revoked"))),
        ("fatal-error", () => Slack.Faults.Next("chat.postMessage", new SlackFault.Refuses("fatal_error"))),
        ("unknown-error", () => Slack.Faults.Next("chat.postMessage", new SlackFault.Refuses("an_error_of_tomorrow"))),
    ];

    public async Task StartAsync()
    {
        Slack = await LookAlike.StartAsync(Clock);
        _http = SlackSetup.NewClient();
        var app = Slack.Workspace.App;
        var options = new SlackOptions { BotToken = app.BotToken, SigningSecret = app.SigningSecret, ApiBaseUrl = Slack.BaseUrl };
        var wire = new SlackWire(_http, options, new DateWitness());
        Api = new SlackApi(wire, options, new SlackTokens(app.BotToken), new SlackPace(Clock), new DoorWitness(), NullLogger<SlackApi>.Instance);
        var identity = new SlackIdentity(Api);
        // The desk and what leads to it are not needed for cards and notices.
        var people = new SlackPeople(Api, identity, null!, Clock);
        _platform = new SlackChat(Api, new SlackLookBack(Api, identity), people, null!, null!, NullLogger<SlackChat>.Instance);
    }

    public override Place.Channel AddChannel(string name) => new(SlackChat.PlatformName, Slack.Workspace.AddChannel(name).Id);

    public override AccountId AddPerson(string name) =>
        new(SlackChat.PlatformName, Slack.Workspace.App.TeamId, Slack.Workspace.AddPerson(name).Id);

    public override void Deactivate(AccountId account) => Slack.Workspace.Put(Slack.Workspace.Person(account.Id) with { IsDeleted = true });

    public override IReadOnlyList<ChatMessage> In(Place.Channel channel) => In(Slack.Workspace.Channel(channel.Id));

    public override IReadOnlyList<ChatMessage> To(AccountId account) =>
        In(Slack.Workspace.DirectMessage(Slack.Workspace.Person(account.Id)));

    public override void Chatter(Place.Channel channel, string text)
    {
        var somebody = Slack.Workspace.FindPerson("chatterer") ?? Slack.Workspace.AddPerson("chatterer");
        Slack.Person(somebody.Id).Say(Slack.Workspace.Channel(channel.Id), text);
    }

    public override void Delete(MessageRef message)
    {
        var found = Slack.Workspace.Messages.Find(message.Channel, message.Message)!;
        Slack.Workspace.Messages.Put(found with { IsDeleted = true });
    }

    public override void ThrottleNextPost(TimeSpan wait) => Slack.Faults.Next("chat.postMessage", new SlackFault.Throttles(wait));

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Slack.DisposeAsync();
    }

    private IReadOnlyList<ChatMessage> In(SlackChannel channel) =>
        [.. Slack.Workspace.Messages.In(channel).Where(message => message.IsFromApp).Select(message =>
            new ChatMessage(new MessageRef(SlackChat.PlatformName, message.ChannelId, message.Ts), WordsOf(message), message.ThreadTs))];

    /// <summary>The notification's text, and what the blocks show.</summary>
    private static string WordsOf(SlackMessage message) => $"{message.Text}\n{string.Concat(SlackBlocks.Texts(message.Blocks))}";
}
