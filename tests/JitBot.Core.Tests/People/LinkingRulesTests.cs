using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.People;

/// <summary>Codes are short-lived, for one use, bound to the account they were given to, and tried a few times only.</summary>
public class LinkingRulesTests
{
    private static readonly DateTimeOffset Nine = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan CoolDown = TimeSpan.FromHours(24);
    private static readonly LinkParty Riley = Party("riley", "Chat");
    private static readonly LinkParty Other = Party("other", "Talk");
    private static readonly LinkParty Third = Party("third", "Talk");

    [Test]
    public void A_code_typed_with_another_account_shows_that_both_are_one_persons()
    {
        var state = Given(Riley, "abc", Nine);
        var linked = LinkingRules.UseCode(state, Other, "abc", CoolDown, Nine.AddMinutes(9));
        Assert.That(linked, Is.EqualTo(new LinkingEvent.Linked(Riley, Other, LinkProof.CodeTypedWithTheOther, Nine.AddMinutes(9) + CoolDown) { At = Nine.AddMinutes(9) }));
        Assert.That(state.Evolve(linked).Ties.AreOne(Riley.Person.Id, Other.Person.Id), Is.True);
    }

    [Test]
    public void A_code_is_used_once()
    {
        var state = Given(Riley, "abc", Nine);
        state = state.Evolve(LinkingRules.UseCode(state, Other, "abc", CoolDown, Nine));
        Assert.That(Why(LinkingRules.UseCode(state, Third, "abc", CoolDown, Nine)), Is.EqualTo(LinkRefusal.NoSuchCode));
    }

    [Test]
    public void A_code_runs_out() =>
        Assert.That(Why(LinkingRules.UseCode(Given(Riley, "abc", Nine), Other, "abc", CoolDown, Nine + LinkingLimits.CodeLives)), Is.EqualTo(LinkRefusal.NoSuchCode));

    [Test]
    public void A_newer_code_takes_the_place_of_the_one_before()
    {
        var state = Given(Riley, "abc", Nine);
        state = state.Evolve(LinkingRules.GiveCode(state, Riley, "salt", "def", Nine));
        Assert.That(Why(LinkingRules.UseCode(state, Other, "abc", CoolDown, Nine)), Is.EqualTo(LinkRefusal.NoSuchCode));
        Assert.That(LinkingRules.UseCode(state, Other, "def", CoolDown, Nine), Is.InstanceOf<LinkingEvent.Linked>());
    }

    [Test]
    public void The_account_that_was_given_a_code_cannot_type_it() =>
        Assert.That(Why(LinkingRules.UseCode(Given(Riley, "abc", Nine), Riley, "abc", CoolDown, Nine)), Is.EqualTo(LinkRefusal.SameAccount));

    [Test]
    public void Accounts_of_one_row_need_no_code() =>
        Assert.That(Why(LinkingRules.UseCode(Given(Riley, "abc", Nine), Riley with { Account = Other.Account }, "abc", CoolDown, Nine)), Is.EqualTo(LinkRefusal.OneAlready));

    [Test]
    public void Whoever_guesses_is_stopped_and_nobody_else_with_them()
    {
        var state = Given(Riley, "abc", Nine);
        for (var i = 0; i < LinkingLimits.Tries; i++)
            state = state.Evolve(LinkingRules.UseCode(state, Other, $"wrong{i}", CoolDown, Nine));
        var stopped = LinkingRules.UseCode(state, Other, "abc", CoolDown, Nine);
        Assert.That(Why(stopped), Is.EqualTo(LinkRefusal.TooManyTries));
        Assert.That(LinkingRules.IsKept(stopped), Is.False, "nobody can fill the log");
        Assert.That(LinkingRules.UseCode(state, Third, "abc", CoolDown, Nine), Is.InstanceOf<LinkingEvent.Linked>());
        Assert.That(Why(LinkingRules.UseCode(state, Other, "abc", CoolDown, Nine + LinkingLimits.CountedOver)), Is.EqualTo(LinkRefusal.NoSuchCode), "an hour later they may try again");
    }

    [Test]
    public void An_account_gets_a_few_codes_an_hour()
    {
        var state = LinkingState.Start;
        for (var i = 0; i < LinkingLimits.Codes; i++)
            state = state.Evolve(LinkingRules.GiveCode(state, Riley, "salt", $"code{i}", Nine));
        Assert.That(Why(LinkingRules.GiveCode(state, Riley, "salt", "more", Nine)), Is.EqualTo(LinkRefusal.TooManyCodes));
        Assert.That(LinkingRules.GiveCode(state, Riley, "salt", "more", Nine + LinkingLimits.CountedOver), Is.InstanceOf<LinkingEvent.CodeGiven>());
    }

    [Test]
    public void Only_what_is_linked_can_part()
    {
        Assert.That(Why(LinkingRules.Part(LinkingState.Start, Riley, Nine)), Is.EqualTo(LinkRefusal.NotLinked));
        var state = Given(Riley, "abc", Nine);
        state = state.Evolve(LinkingRules.UseCode(state, Other, "abc", CoolDown, Nine));
        Assert.That(state.Evolve(LinkingRules.Part(state, Other, Nine)).Ties.AreLinked(Riley.Person.Id, Other.Person.Id), Is.False);
    }

    [Test]
    public void A_line_is_read_back_as_it_was_written()
    {
        LinkingEvent[] all =
        [
            new LinkingEvent.CodeGiven(Riley, "salt", "hash", Nine), new LinkingEvent.CodeSeen(Riley), new LinkingEvent.Linked(Riley, Other, LinkProof.CodeTypedWithTheOther, Nine),
            new LinkingEvent.Parted(Riley), new LinkingEvent.Refused(Riley, LinkRefusal.NoSuchCode),
        ];
        Assert.That(all.Select(each => each.GetType()), Is.EquivalentTo(typeof(LinkingEvent).GetNestedTypes()));
        foreach (var happened in all)
        {
            var line = EventJson.Line(happened with { At = Nine });
            Assert.That(EventJson.ReadLinking(new StoredLine(1, 1, line.At, "links", 1, line.Type, line.Body)), Is.EqualTo(happened with { At = Nine }));
        }
    }

    [Test]
    public void The_stored_form_is_golden_and_holds_no_code()
    {
        var line = EventJson.Line(LinkingRules.GiveCode(LinkingState.Start, Riley, "salt", "abc", Nine));
        Assert.That(line.Type, Is.EqualTo("link-code-given"));
        const string To = """{"person":{"id":{"value":"p-riley"},"identity":"hash"},"account":{"platform":"Chat","tenant":"T1","id":"U-riley"}}""";
        Assert.That(line.Body, Does.StartWith($$"""{"event":"link-code-given","to":{{To}},"salt":"salt","code":""").And.Not.Contain("\"abc\""));
    }

    [Test]
    public void Every_refusal_has_words([Values] LinkRefusal why) => Assert.That(LinkingWords.Refused(why).ToPlainText(), Has.Length.GreaterThan(20));

    private static LinkingState Given(LinkParty to, string code, DateTimeOffset at) =>
        LinkingState.Start.Evolve(LinkingRules.GiveCode(LinkingState.Start, to, "salt", code, at));

    private static LinkRefusal? Why(LinkingEvent happened) => (happened as LinkingEvent.Refused)?.Why;

    private static LinkParty Party(string name, string platform) => new(new PersonRef(new PersonId($"p-{name}"), "hash"), new AccountId(platform, "T1", $"U-{name}"));
}
