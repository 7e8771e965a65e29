using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Sandbox.LookAlikes.Slack;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Benchmarks.Http;

/// <summary>
/// Makes a store in which so many requests wait for a yes, each with its card in the channel, so that there is something to decide for each click. The product's own
/// engine asks and is told each person's account at the provider; the first card is posted by its Slack room, and the others are copies of it, since a channel takes
/// one message a second.
/// </summary>
internal sealed class WaitingRequests
{
    private const string Slack = "Slack";
    private const int AtOnce = 32;

    private readonly SlackStage _stage;
    private readonly AccessDesk _desk;
    private readonly CommandHandler _requests;
    private readonly IAccessStore _store;
    private readonly IChatPlatform _chat;
    private readonly Place.Channel _place;

    private WaitingRequests(SlackStage stage, IServiceProvider services)
    {
        (_stage, _place) = (stage, new Place.Channel(Slack, stage.World.Approvals.Id));
        (_desk, _store) = (services.GetRequiredService<AccessDesk>(), services.GetRequiredService<IAccessStore>());
        _requests = services.GetRequiredService<CommandHandler>();
        _chat = services.GetRequiredService<ChatShelf>().Find(Slack)!;
    }

    /// <summary>Makes them, and gives their cards.</summary>
    public static async Task<IReadOnlyList<SlackMessage>> MakeAsync(SlackStage stage, int count)
    {
        await using var app = await stage.OpenEngineAsync();
        return await new WaitingRequests(stage, app.Services).MakeAsync(count);
    }

    private async Task<IReadOnlyList<SlackMessage>> MakeAsync(int count)
    {
        var views = new RequestView[count];
        await TogetherAsync(count, async i => views[i] = await AskAsync(i));
        var first = await PostAsync(views[0]);
        SlackMessage[] cards = [first, .. views.Skip(1).Select(view => Copy(first, views[0], view))];
        await TogetherAsync(count, i => KeepAsync(views[i], cards[i]));
        return cards;
    }

    private async Task<RequestView> AskAsync(int number)
    {
        var person = _stage.Workspace.Person(SlackStage.Person(number));
        var who = new AccountFacts(new AccountId(Slack, person.TeamId, person.Id), person.Handle, person.Email, EmailConfirmed: true, Barred: null);
        var form = new AskForm(SlackStage.Entitlement(number), TimeSpan.FromHours(1), "fixing the incident 4711");
        if (await _desk.AskAsync(who, form, $"ask {number}", CancellationToken.None) is not Outcome.Done { Changed: true } asked)
            throw new InvalidOperationException($"Request {number} was refused.");
        var prepared = new AccessCommand.Prepared(TimeProvider.System.GetUtcNow(), _stage.EntraId(number));
        await _requests.HandleAsync(asked.Request, prepared, gesture: null, CancellationToken.None);
        return (await _desk.DrawAsync(asked.Request, CancellationToken.None))!;
    }

    private async Task<SlackMessage> PostAsync(RequestView view) =>
        await _chat.PostCardAsync(_place, view, mayBeThere: false, CancellationToken.None) is ChatAnswer.Posted posted
            ? _stage.Workspace.Messages.Find(posted.Message.Channel, posted.Message.Message)!
            : throw new InvalidOperationException("The first card was not posted.");

    private SlackMessage Copy(SlackMessage card, RequestView shown, RequestView view)
    {
        string Changed(JsonNode node) => node.ToJsonString().Replace(shown.Handle, view.Handle, StringComparison.Ordinal).Replace(shown.Id.Value, view.Id.Value, StringComparison.Ordinal);
        return _stage.Workspace.Messages.Put(card with
        {
            Ts = _stage.Workspace.Numbers.NextTs(),
            Blocks = JsonNode.Parse(Changed(card.Blocks))!.AsArray(),
            Metadata = JsonNode.Parse(Changed(card.Metadata!))!.AsObject(),
        });
    }

    private async Task KeepAsync(RequestView view, SlackMessage message)
    {
        var card = new Card(view.Id, _place, new MessageRef(Slack, message.ChannelId, message.Ts), view.Version, view.Version, PlaceLost: false);
        if (!await _store.SaveCardAsync(card, replaces: null, CancellationToken.None))
            throw new InvalidOperationException($"{view.Id} had a card before it was posted.");
    }

    private static Task TogetherAsync(int count, Func<int, Task> each)
    {
        var numbers = new ConcurrentQueue<int>(Enumerable.Range(0, count));
        return Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (numbers.TryDequeue(out var number))
                await each(number);
        })));
    }
}
