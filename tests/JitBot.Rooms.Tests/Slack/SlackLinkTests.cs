using System.Text.RegularExpressions;
using JitBot.Core;
using JitBot.Core.Access;
using JitBot.Core.Store;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>Two accounts in Slack that somebody shows to be theirs: what is said of it, and to whom.</summary>
internal sealed partial class SlackLinkTests : SlackHouseTests
{
    [Test]
    public async Task A_code_is_shown_to_nobody_but_the_person_who_typed_the_command()
    {
        var code = await CodeAsync("riley");
        Assert.That(House.Whispers("riley"), Does.Contain(code).And.Contain("Tell it to nobody"));
        Assert.That(House.Posts.Select(SlackHouse.WordsOf), Has.None.Contains(code));
        Assert.That(House.Whispers("blake") + House.Notices("blake") + House.Notices("riley"), Does.Not.Contain(code));
        Assert.That(await LinesAsync(), Has.None.Contains(code.Replace("-", "", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Both_accounts_are_told_privately_and_are_one_person_from_then_on()
    {
        await House.AskAsync();
        await LinkAsync("avery", "riley");
        Assert.That(House.Whispers("riley"), Does.Contain("one person from now on"));
        Assert.That(House.Notices("avery"), Does.Contain("Riley (riley@example.com) in Slack are one person from now on").And.Contain("/jit link remove"));
        Assert.That(House.Notices("riley"), Does.Contain("Avery (avery@example.com) in Slack are one person from now on"));
        await House.Slack.Person("avery").ClickAsync(House.Card, "approve");
        await House.DrainAsync();
        Assert.That(House.Whispers("avery"), Does.Contain(RefusalWords.For(Refusal.OwnRequest)));
    }

    [Test]
    public async Task A_wrong_code_links_nobody_and_the_answer_says_what_to_do()
    {
        await House.Slack.Person("blake").CommandAsync("/jit", "link bcdfg-hjkmn");
        Assert.That(House.Whispers("blake"), Does.Contain("Type /jit link in the other chat"));
    }

    [Test]
    public async Task What_was_linked_can_be_parted_from_either_side()
    {
        await LinkAsync("avery", "blake");
        await House.Slack.Person("avery").CommandAsync("/jit", "link remove");
        await House.DrainAsync();
        Assert.That(House.Whispers("avery"), Does.Contain("share nothing any more"));
        Assert.That(House.Notices("blake"), Does.Contain("Avery (avery@example.com) in Slack share nothing any more"));
        await House.Slack.Person("blake").CommandAsync("/jit", "link remove");
        Assert.That(House.Whispers("blake"), Does.Contain("linked with no other"));
    }

    [Test]
    public async Task A_guest_gets_no_code()
    {
        House.Slack.Workspace.AddPerson("gus", person => person with { IsRestricted = true });
        await House.Slack.Person("gus").CommandAsync("/jit", "link");
        Assert.That(House.Whispers("gus"), Does.Contain(RefusalWords.For(Refusal.Guest)));
        Assert.That(await LinesAsync(), Is.Empty);
    }

    [Test]
    public async Task The_help_says_that_there_is_such_a_verb()
    {
        await House.Slack.Person("riley").CommandAsync("/jit", "help");
        Assert.That(House.Whispers("riley"), Does.Contain("/jit link"));
    }

    private async Task LinkAsync(string one, string other)
    {
        await House.Slack.Person(other).CommandAsync("/jit", $"link {await CodeAsync(one)}");
        await House.DrainAsync();
    }

    private async Task<string> CodeAsync(string name)
    {
        await House.Slack.Person(name).CommandAsync("/jit", "link");
        return Code().Match(House.Whispers(name)).Groups[1].Value;
    }

    private async Task<IReadOnlyList<string>> LinesAsync() =>
        [.. (await House.Services.GetRequiredService<IAccessStore>().LoadAsync(StreamId.Links, 0, default)).Select(line => line.Body)];

    [GeneratedRegex("/jit link ([a-z0-9]{5}-[a-z0-9]{5})")]
    private static partial Regex Code();
}
