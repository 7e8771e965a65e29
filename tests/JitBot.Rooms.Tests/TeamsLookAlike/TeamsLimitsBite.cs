using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.TeamsLookAlike;

/// <summary>Sizes and rates, each at its edge and one beyond it.</summary>
internal sealed class TeamsLimitsBite : TeamsLookAlikeTests
{
    private const int Most = 28 * 1024 / 2;

    [Test]
    public async Task A_body_of_28_KB_in_UTF_16_is_taken_and_one_character_more_is_not()
    {
        var around = Text("").ToJsonString().Length;

        Assert.That((await PostAsync(Approvals.Id, Text(new string('x', Most - around)))).Status, Is.EqualTo(201));
        Assert.That(Error(await PostAsync(Approvals.Id, Text(new string('x', Most - around + 1)))), Is.EqualTo("413 MessageSizeTooBig"));
    }

    [Test]
    public async Task An_update_is_measured_too()
    {
        var (_, body) = await PostAsync(Approvals.Id, Text("small"));

        Assert.That(Error(await CallAsync(HttpMethod.Put, Activities(Approvals.Id, (string)body!["id"]!), Text(new string('x', Most)))), Is.EqualTo("413 MessageSizeTooBig"));
        Assert.That(Organisation.Messages.In(Approvals).Single().Text, Is.EqualTo("small"));
    }

    [Test]
    public async Task Seven_in_a_second_eight_in_two_and_sixty_in_thirty_are_taken()
    {
        Assert.That(await HowManyAsync(), Is.EqualTo(7));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await HowManyAsync(), Is.EqualTo(1));
        for (var sent = 8; sent < 60;)
        {
            Clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromSeconds(sent == 8 ? 1 : 0));
            sent += await HowManyAsync(Math.Min(7, 60 - sent));
        }

        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await HowManyAsync(), Is.Zero);
        Assert.That(Teams.Throttle.Refused, Is.EqualTo(3));
    }

    [Test]
    public async Task One_thousand_eight_hundred_in_an_hour_are_taken()
    {
        for (var sent = 0; sent < 1800; sent += 6)
        {
            Assert.That(await HowManyAsync(6), Is.EqualTo(6), $"after {sent}");
            Clock.Advance(TimeSpan.FromSeconds(3));
        }

        Clock.Advance(TimeSpan.FromMinutes(20));
        Http.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync());
        Assert.That(await HowManyAsync(), Is.Zero);
        Clock.Advance(TimeSpan.FromMinutes(25));
        Http.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync());
        Assert.That(await HowManyAsync(1), Is.EqualTo(1));
    }

    [Test]
    public async Task Changes_count_with_what_is_sent_and_other_conversations_do_not()
    {
        var (_, body) = await PostAsync(Approvals.Id, Text("one"));
        for (var i = 0; i < 6; i++)
            await CallAsync(HttpMethod.Put, Activities(Approvals.Id, (string)body!["id"]!), Text("changed"));

        Assert.That(Error(await PostAsync($"{Approvals.Id};messageid={(string?)body!["id"]}", Text("same conversation"))), Is.EqualTo("429 Throttled"));
        Assert.That((await PostAsync(Riley.Chat.Id, Text("another"))).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Refused_is_said_with_how_long_to_wait()
    {
        await HowManyAsync();
        using var content = new StringContent(Text("hello").ToJsonString());
        using var answer = await Http.PostAsync(new Uri("v3/conversations" + Activities(Approvals.Id), UriKind.Relative), content);

        Assert.That(((int)answer.StatusCode, answer.Headers.RetryAfter!.Delta), Is.EqualTo((429, TimeSpan.FromSeconds(1))));
    }

    [Test]
    public async Task Members_may_be_asked_for_fourteen_times_in_a_second()
    {
        for (var i = 0; i < 14; i++)
            Assert.That((await CallAsync(HttpMethod.Get, $"/{Approvals.Id}/members")).Status, Is.EqualTo(200));

        Assert.That(Error(await CallAsync(HttpMethod.Get, $"/{Approvals.Id}/members")), Is.EqualTo("429 Throttled"));
        Assert.That((await PostAsync(Approvals.Id, Text("hello"))).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Chats_are_counted_by_who_is_in_them()
    {
        foreach (var handle in new[] { "riley", "avery", "morgan" })
            for (var i = 0; i < 7; i++)
                Assert.That((await CreateAsync(Organisation.Person(handle).Id)).Status, Is.EqualTo(201));

        Assert.That(Error(await CreateAsync(Riley.Who.Id)), Is.EqualTo("429 Throttled"));
    }

    [Test]
    public async Task Thirty_calls_in_a_second_are_taken_from_a_whole_tenant()
    {
        var places = Enumerable.Range(0, 5).Select(number => Organisation.AddGroupChat($"chat {number}", Riley.Who)).ToArray();
        var statuses = new List<int>();
        for (var i = 0; i < 31; i++)
            statuses.Add((await PostAsync(places[i % 5].Id, Text("hello"))).Status);

        Assert.That(statuses.Take(30), Has.All.EqualTo(201));
        Assert.That(statuses[^1], Is.EqualTo(429));
    }

    /// <summary>How many are taken until one is refused.</summary>
    private async Task<int> HowManyAsync(int most = 20)
    {
        for (var sent = 0; sent < most; sent++)
            if ((await PostAsync(Approvals.Id, Text("hello"))).Status != 201)
                return sent;
        return most;
    }
}
