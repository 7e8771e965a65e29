using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Effects;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine;
using JitBot.Engine.Catalogue;
using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Storm;

/// <summary>
/// Grants in force by the thousand, as the log would tell of them had they been asked for and approved one by one: lines, effects, cards and
/// memberships. Everything after that is done by the program.
/// </summary>
internal sealed class StormWorld(JitBotTestApp app, DateTimeOffset due)
{
    private const int AtOnce = 500;
    private const string JitBot = "JitBot";
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    private readonly PersonRef _approver = new(new PersonId("p-approver"), "identity of the approver");
    private int _made;

    /// <summary>Colleagues with an account in Slack and in both directories.</summary>
    public async Task<IReadOnlyList<Colleague>> HireAsync(int count)
    {
        var hired = new List<Colleague>();
        foreach (var number in Enumerable.Range(0, count))
        {
            var email = $"colleague{number}@example.com";
            var slack = new AccountId("Slack", app.Slack.App.TeamId, $"U{number:D8}");
            app.Slack.Put(new SlackPerson(slack.Id, $"colleague{number}", app.Slack.App.TeamId) { RealName = $"Colleague {number}", Email = email });
            var entra = app.World.Graph.Directory.NextId();
            app.World.Graph.Directory.Put(new GraphPerson(entra, email, email, email));
            hired.Add(new Colleague(new Person(new PersonId($"p-{number:D6}"), email, $"Colleague {number}", $"identity {number}"), slack, entra, app.World.Okta.Directory.AddPerson(email)));
        }

        await EachAsync(hired, async colleague =>
        {
            await app.Store.AddAsync(colleague.Person, new PersonalText(colleague.Person.Id, $"salt {colleague.Person.Id}", colleague.Person.Name), default);
            await app.Store.LinkAsync(colleague.Person.Id, colleague.Account, default);
        });
        return hired;
    }

    /// <summary>One grant of this entitlement for each, told of in this channel; all end at the same moment.</summary>
    public Task GrantAsync(string entitlement, SlackChannel channel, IReadOnlyList<Colleague> colleagues)
    {
        var now = app.Get<CurrentCatalogue>().Now.TermsNow(entitlement)!;
        var terms = now with { Stages = [now.Stages[0] with { Places = [new Place.Channel("Slack", channel.Id)] }] };
        return EachAsync(colleagues, colleague => GrantAsync(terms, colleague));
    }

    private async Task GrantAsync(Terms terms, Colleague colleague)
    {
        var id = new RequestId($"r-{Interlocked.Increment(ref _made):D6}");
        var subject = terms.Provider == "Entra" ? colleague.Entra : colleague.Okta;
        var key = new HoldingKey(terms.Provider, terms.Resource, subject);
        var start = due - Length;
        AccessEvent[] told =
        [
            new AccessEvent.Asked(colleague.Person.Ref, colleague.Account, terms, Length, "hash of a justification", $"handle-{id}"),
            new AccessEvent.Prepared(subject),
            new AccessEvent.Approved(_approver, terms.Stages[0].Approvers, start),
            new AccessEvent.GrantBegun(start.AddMinutes(5)),
            new AccessEvent.GrantConfirmed(Standing: false, due),
        ];
        HoldingEvent[] held =
        [
            new HoldingEvent.Claimed(id, key, start.AddMinutes(5)),
            new HoldingEvent.AttemptBegun(1, ProviderCall.Survey, start.AddSeconds(5), start.AddSeconds(30)),
            new HoldingEvent.Seen(1, ProviderCall.Survey, Present: false, Because: null),
            new HoldingEvent.AttemptBegun(2, ProviderCall.Add, start.AddSeconds(5), start.AddSeconds(30)),
            new HoldingEvent.AddAnswered(2, AlreadyThere: false, Ownership.Ours),
            new HoldingEvent.Confirmed([id], Standing: false),
        ];
        var index = new RequestIndex(id, $"handle-{id}", colleague.Person.Id, terms.EntitlementId, Phase.Active, start, key.Id);
        await AppendAsync(StreamId.Of(key.Id), [.. held.Select(e => EventJson.Line(e with { At = start }))], [], null);
        await AppendAsync(StreamId.Of(id), [.. told.Select(e => EventJson.Line(e with { At = start }))], [new DueEffect(new Effect.Wake(id), due)], index);
        await app.Store.SaveCardAsync(new Card(id, terms.Stages[0].Places[0], Post(terms, id), told.Length, told.Length, PlaceLost: false), null, default);
        (terms.Provider == "Entra" ? app.World.Graph.Directory.Memberships : app.World.Okta.Directory.Memberships).Add(terms.Resource, subject, JitBot);
    }

    private async Task AppendAsync(StreamId stream, IReadOnlyList<NewLine> lines, IReadOnlyList<DueEffect> effects, RequestIndex? index) =>
        Assert.That(await app.Store.AppendAsync(new Batch(stream, 0, lines, [], effects, index, null), default), Is.TypeOf<AppendAnswer.Appended>());

    private MessageRef Post(Terms terms, RequestId id)
    {
        var channel = ((Place.Channel)terms.Stages[0].Places[0]).Id;
        var message = new SlackMessage(channel, app.Slack.Numbers.NextTs(), app.Slack.App.BotUserId, $"{id}: Granted until") { IsFromApp = true };
        return new MessageRef("Slack", channel, app.Slack.Messages.Put(message).Ts);
    }

    private static async Task EachAsync<T>(IReadOnlyList<T> all, Func<T, Task> act)
    {
        foreach (var some in all.Chunk(AtOnce))
            await Task.WhenAll(some.Select(act));
    }

    /// <summary>Somebody with an account everywhere.</summary>
    public sealed record Colleague(Person Person, AccountId Account, string Entra, string Okta);
}
