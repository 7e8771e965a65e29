using System.Text.RegularExpressions;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Engine.People;

namespace JitBot.Engine.Tests;

/// <summary>A person with accounts in two chats is one person: by one confirmed address, or because they showed that both are theirs.</summary>
[TestFixture]
public partial class LinkingTests
{
    /// <summary>Riley in another chat, with another address.</summary>
    private static readonly AccountFacts Elsewhere = EngineWorld.Account("r.stone") with { Account = new AccountId("Talk", "O1", "T-riley") };

    private static AccountFacts InTalk(AccountFacts who) => who with { Account = new AccountId("Talk", "O1", $"T-{who.Name}") };

    [Test]
    public async Task One_confirmed_address_in_two_chats_is_one_person_who_cannot_decide_on_their_own_request()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync(EngineWorld.Avery);
        Assert.That(await ApproveAsync(world, InTalk(EngineWorld.Avery), request), Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
        Assert.That(await world.StateAsync(request), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task One_confirmed_address_in_two_chats_has_one_vote()
    {
        await using var world = await EngineWorld.OpenAsync([], approvals: 2, LinkingLimits.CoolDown);
        var request = await world.AskAsync();
        await ApproveAsync(world, EngineWorld.Avery, request);
        Assert.That(await ApproveAsync(world, InTalk(EngineWorld.Avery), request), Is.EqualTo(new Outcome.Done(request, Changed: false)));
        Assert.That(((AccessState.Pending)await world.StateAsync(request)).Votes, Has.Count.EqualTo(1));
        await ApproveAsync(world, InTalk(EngineWorld.Morgan), request);
        Assert.That(await world.StateAsync(request), Is.Not.InstanceOf<AccessState.Pending>(), "Morgan is another person");
    }

    [TestCase("r.stone@elsewhere.com", true, Refusal.ForeignDomain)]
    [TestCase("r.stone@example.com", false, Refusal.EmailUnconfirmed)]
    [TestCase(null, true, Refusal.NoEmail)]
    public async Task An_account_without_a_confirmed_address_of_ours_is_barred_and_gets_no_code(string? email, bool isConfirmed, Refusal why)
    {
        await using var world = await EngineWorld.OpenAsync();
        var said = await TypeAsync(world, Elsewhere with { Email = email, EmailConfirmed = isConfirmed }, "");
        Assert.That(said, Is.EqualTo(RefusalWords.For(why)));
        Assert.That(await LinesAsync(world), Is.Empty);
    }

    [Test]
    public async Task Two_accounts_that_were_shown_to_be_one_persons_are_one_from_then_on()
    {
        await using var world = await EngineWorld.OpenAsync("leads");
        var before = await world.AskAsync(EngineWorld.Avery);
        await LinkAsync(world, EngineWorld.Avery, EngineWorld.Morgan);
        Assert.That(await ApproveAsync(world, EngineWorld.Morgan, before), Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)), "asked for before");
        var after = await world.AskAsync(EngineWorld.Morgan, "warehouse");
        Assert.That(await ApproveAsync(world, EngineWorld.Avery, after), Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)), "asked for afterwards");
        var mine = await world.Desk.ListMineAsync(EngineWorld.Avery.Account, _ => true, new PageRequest(1, 10), default);
        Assert.That(mine.Rows.Select(row => row.Id), Is.EquivalentTo(new[] { after, before }));
        Assert.That(await world.Desk.WithdrawAsync(EngineWorld.Morgan, before, world.Gesture(), default), Is.InstanceOf<Outcome.Done>());
    }

    [Test]
    public async Task The_code_is_for_one_use_and_no_line_holds_it()
    {
        await using var world = await EngineWorld.OpenAsync();
        var code = await CodeAsync(world, EngineWorld.Avery);
        await TypeAsync(world, EngineWorld.Morgan, code.ToUpperInvariant());
        Assert.That(await TypeAsync(world, EngineWorld.Riley, code), Is.EqualTo(LinkingWords.Refused(LinkRefusal.NoSuchCode).ToPlainText()));
        var lines = await LinesAsync(world);
        Assert.That(lines.Select(line => line.Type), Is.EqualTo(new[] { "link-code-given", "people-linked", "link-refused" }));
        Assert.That(lines.Select(line => line.Body), Has.None.Contains(code.Replace("-", "", StringComparison.Ordinal)));
        Assert.That(lines.Select(line => line.Body), Has.None.Contains("avery@example.com").And.None.Contains("\"avery"));
    }

    [Test]
    public async Task Of_several_who_type_one_code_at_once_one_is_linked()
    {
        await using var world = await EngineWorld.OpenAsync();
        var code = await CodeAsync(world, EngineWorld.Avery);
        await Task.WhenAll(TypeAsync(world, EngineWorld.Morgan, code), TypeAsync(world, EngineWorld.Riley, code), TypeAsync(world, Elsewhere, code));
        Assert.That((await LinesAsync(world)).Count(line => line.Type == "people-linked"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_code_that_has_run_out_links_nobody()
    {
        await using var world = await EngineWorld.OpenAsync();
        var code = await CodeAsync(world, EngineWorld.Avery);
        await world.TurnAsync(LinkingLimits.CodeLives);
        Assert.That(await TypeAsync(world, EngineWorld.Morgan, code), Is.EqualTo(LinkingWords.Refused(LinkRefusal.NoSuchCode).ToPlainText()));
    }

    [Test]
    public async Task Both_accounts_are_told_and_how_to_undo_it()
    {
        await using var world = await EngineWorld.OpenAsync();
        await LinkAsync(world, EngineWorld.Avery, EngineWorld.Morgan);
        await world.DrainAsync();
        var told = world.Chat.Announcements.ToDictionary(each => each.Place.Key, each => each.Words);
        var (avery, morgan) = (await RowAsync(world, EngineWorld.Avery), await RowAsync(world, EngineWorld.Morgan));
        Assert.That(told, Has.Count.EqualTo(2));
        Assert.That(told[$"Chat/direct/{avery}"], Does.Contain("morgan (morgan@example.com) in Chat").And.Contain("/jit link remove"));
        Assert.That(told[$"Chat/direct/{morgan}"], Does.Contain("avery (avery@example.com) in Chat").And.Contain("one person from now on"));
    }

    [Test]
    public async Task Whoever_was_linked_before_is_told_of_a_later_link_with_all_that_are_one_then()
    {
        await using var world = await EngineWorld.OpenAsync();
        await LinkAsync(world, EngineWorld.Avery, EngineWorld.Morgan);
        await world.DrainAsync();
        world.Chat.Announcements.Clear();
        Assert.That(await TypeAsync(world, EngineWorld.Account("casey"), await CodeAsync(world, EngineWorld.Morgan)),
            Does.Contain("avery (avery@example.com) in Chat").And.Contain("morgan (morgan@example.com) in Chat"));
        await world.DrainAsync();
        var told = world.Chat.Announcements.ToDictionary(each => each.Place.Key, each => each.Words);
        Assert.That(told, Has.Count.EqualTo(3));
        Assert.That(told[$"Chat/direct/{await RowAsync(world, EngineWorld.Avery)}"], Does.Contain("morgan (morgan@example.com) in Chat").And.Contain("casey (casey@example.com) in Chat"));
    }

    [Test]
    public async Task Whoever_parts_is_told_all_that_is_cut_now_and_nothing_that_was_cut_before()
    {
        await using var world = await EngineWorld.OpenAsync();
        await LinkAsync(world, EngineWorld.Avery, EngineWorld.Riley);
        await TypeAsync(world, EngineWorld.Avery, "remove");
        await LinkAsync(world, EngineWorld.Avery, EngineWorld.Morgan);
        await LinkAsync(world, EngineWorld.Avery, EngineWorld.Account("casey"));
        await world.DrainAsync();
        world.Chat.Announcements.Clear();
        Assert.That(await TypeAsync(world, EngineWorld.Avery, "remove"), Does.Contain("morgan (morgan@example.com) in Chat and the account of casey (casey@example.com) in Chat share nothing"));
        await world.DrainAsync();
        var told = world.Chat.Announcements.ToDictionary(each => each.Place.Key, each => each.Words);
        Assert.That(told, Has.Count.EqualTo(3));
        Assert.That(told[$"Chat/direct/{await RowAsync(world, EngineWorld.Avery)}"],
            Does.Contain("morgan (morgan@example.com) in Chat").And.Contain("casey (casey@example.com) in Chat").And.Not.Contain("riley"));
        Assert.That(told[$"Chat/direct/{await RowAsync(world, EngineWorld.Morgan)}"], Does.Contain("avery (avery@example.com) in Chat").And.Not.Contain("casey"));
    }

    [Test]
    public async Task A_notice_that_does_not_get_through_is_told_later()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Chat.Instead = call => call == "announce" ? new Core.Chat.ChatAnswer.NotNow("It is down.") : null;
        await LinkAsync(world, EngineWorld.Avery, EngineWorld.Morgan);
        await world.DrainAsync();
        world.Chat.Instead = _ => null;
        await world.TurnAsync(TimeSpan.FromMinutes(2));
        Assert.That(world.Chat.Announcements, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_one_account_may_approve_the_other_may_after_the_cool_down_and_not_before()
    {
        await using var world = await EngineWorld.OpenAsync();
        await LinkAsync(world, EngineWorld.Avery, Elsewhere);
        var request = await world.AskAsync();
        Assert.That(await ApproveAsync(world, Elsewhere, request), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
        await world.TurnAsync(LinkingLimits.CoolDown);
        var later = await world.AskAsync();
        Assert.That(await ApproveAsync(world, Elsewhere, later), Is.EqualTo(new Outcome.Done(later, Changed: true)));
        Assert.That((await world.EventsAsync(later)).OfType<AccessEvent.Approved>().Single().Approver.Id, Is.EqualTo(await RowAsync(world, Elsewhere)), "the line names who it was");
    }

    [Test]
    public async Task The_cool_down_is_the_settings()
    {
        await using var world = await EngineWorld.OpenAsync([], approvals: 1, TimeSpan.FromHours(2));
        await LinkAsync(world, EngineWorld.Avery, Elsewhere);
        await world.TurnAsync(TimeSpan.FromHours(2));
        var request = await world.AskAsync();
        Assert.That(await ApproveAsync(world, Elsewhere, request), Is.EqualTo(new Outcome.Done(request, Changed: true)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_an_account_lends_ends_with_it(bool isSilent)
    {
        await using var world = await EngineWorld.OpenAsync("leads");
        world.Groups.Holds = person => person.Email == EngineWorld.Avery.Email;
        await LinkAsync(world, EngineWorld.Avery, Elsewhere);
        await world.TurnAsync(LinkingLimits.CoolDown);
        var request = await world.AskAsync();
        world.Provider.Unknown.Add(EngineWorld.Avery.Email!);
        world.Provider.IsSilent = isSilent;
        Assert.That(await ApproveAsync(world, Elsewhere, request), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
    }

    [Test]
    public async Task A_group_of_one_account_counts_for_the_other_after_the_cool_down()
    {
        await using var world = await EngineWorld.OpenAsync("leads");
        world.Groups.Holds = person => person.Email == "lead@example.com";
        await LinkAsync(world, EngineWorld.Account("lead"), Elsewhere);
        var request = await world.AskAsync();
        Assert.That(await ApproveAsync(world, Elsewhere, request), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
        await world.TurnAsync(LinkingLimits.CoolDown);
        var later = await world.AskAsync();
        Assert.That(await ApproveAsync(world, Elsewhere, later), Is.EqualTo(new Outcome.Done(later, Changed: true)));
    }

    [Test]
    public async Task Whoever_parts_gives_no_rights_any_more_and_stays_one_person_where_that_forbids()
    {
        await using var world = await EngineWorld.OpenAsync();
        await LinkAsync(world, EngineWorld.Avery, Elsewhere);
        await world.TurnAsync(LinkingLimits.CoolDown);
        await world.DrainAsync();
        world.Chat.Announcements.Clear();
        Assert.That(await TypeAsync(world, EngineWorld.Avery, "remove"), Does.Contain("share nothing any more"));
        var request = await world.AskAsync();
        Assert.That(await ApproveAsync(world, Elsewhere, request), Is.EqualTo(new Outcome.Refused(Refusal.NotAnApprover)));
        var own = await world.AskAsync(Elsewhere);
        Assert.That(await ApproveAsync(world, EngineWorld.Avery, own), Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
        Assert.That(world.Chat.Announcements.Single().Words, Does.Contain("r.stone (r.stone@example.com) in Talk share nothing any more"));
    }

    [Test]
    public async Task Two_addresses_of_one_account_in_the_directory_are_no_hindrance_once_they_are_linked()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.Subject = _ => "the-same";
        await world.AskAsync(EngineWorld.Riley);
        var foreign = await world.AskAsync(Elsewhere);
        Assert.That(await world.StateAsync(foreign), Is.InstanceOf<AccessState.Closed>(), "somebody else's account there");
        await LinkAsync(world, EngineWorld.Riley, Elsewhere);
        var own = await world.AskAsync(Elsewhere, "warehouse");
        Assert.That(await world.StateAsync(own), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task Two_addresses_of_one_account_in_the_directory_are_no_hindrance_after_parting_either()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.Subject = _ => "the-same";
        await world.AskAsync(EngineWorld.Riley);
        await LinkAsync(world, EngineWorld.Riley, Elsewhere);
        await TypeAsync(world, Elsewhere, "remove");
        Assert.That(await world.StateAsync(await world.AskAsync(Elsewhere, "warehouse")), Is.InstanceOf<AccessState.Pending>());
    }

    [Test]
    public async Task Whoever_the_directory_knows_by_the_other_address_alone_is_found_after_the_cool_down()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.Unknown.Add(Elsewhere.Email!);
        await LinkAsync(world, EngineWorld.Riley, Elsewhere);
        Assert.That(await world.StateAsync(await world.AskAsync(Elsewhere)), Is.InstanceOf<AccessState.Closed>());
        await world.TurnAsync(LinkingLimits.CoolDown);
        var pending = (AccessState.Pending)await world.StateAsync(await world.AskAsync(Elsewhere));
        Assert.That(pending.Subject, Is.EqualTo("subject of riley@example.com"));
    }

    [Test]
    public async Task Whoever_is_the_requester_in_the_directory_by_a_linked_address_cannot_approve()
    {
        await using var world = await EngineWorld.OpenAsync();
        world.Provider.Subject = email => email == EngineWorld.Riley.Email || email == Elsewhere.Email ? "the-same" : email;
        await LinkAsync(world, EngineWorld.Avery, Elsewhere);
        var request = await world.AskAsync(EngineWorld.Riley);
        Assert.That(await ApproveAsync(world, EngineWorld.Avery, request), Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
    }

    [Test]
    public async Task A_link_outlives_a_restart_and_what_is_forgotten_of_a_person()
    {
        await using var world = await EngineWorld.OpenAsync();
        var request = await world.AskAsync(EngineWorld.Avery);
        await LinkAsync(world, EngineWorld.Avery, EngineWorld.Morgan);
        await world.Store.ForgetAsync(await RowAsync(world, EngineWorld.Avery), default);
        await world.RestartAsync();
        Assert.That(await ApproveAsync(world, EngineWorld.Morgan, request), Is.EqualTo(new Outcome.Refused(Refusal.OwnRequest)));
        Assert.That((await LinesAsync(world)).Select(line => line.Body), Has.None.Contains("avery@"));
    }

    [Test]
    public async Task A_home_shows_what_was_asked_for_elsewhere_and_offers_no_decision_on_it()
    {
        await using var world = await EngineWorld.OpenAsync("leads");
        await LinkAsync(world, EngineWorld.Avery, EngineWorld.Morgan);
        await world.Get<Homes.HomeDesk>().OpenAsync(EngineWorld.Morgan, default);
        var request = await world.AskAsync(EngineWorld.Avery);
        var home = world.Chat.Homes[^1].View;
        Assert.That(home.Mine.Select(row => row.Request.Id), Is.EqualTo(new[] { request }));
        Assert.That(home.ToDecide, Is.Empty);
    }

    [Test]
    public async Task A_card_offers_whoever_parted_neither_a_decision_nor_a_way_back()
    {
        await using var world = await EngineWorld.OpenAsync();
        await LinkAsync(world, EngineWorld.Riley, EngineWorld.Morgan);
        var request = await world.AskAsync();
        Assert.That(await StakeAsync(world, request, EngineWorld.Morgan), Is.EqualTo(RequestStake.Own));
        await TypeAsync(world, EngineWorld.Morgan, "remove");
        Assert.That(await StakeAsync(world, request, EngineWorld.Morgan), Is.EqualTo(RequestStake.Parted));
        Assert.That(await StakeAsync(world, request, EngineWorld.Riley), Is.EqualTo(RequestStake.Own));
        Assert.That(await StakeAsync(world, request, EngineWorld.Avery), Is.EqualTo(RequestStake.Others));
    }

    private static async Task<RequestStake> StakeAsync(EngineWorld world, RequestId request, AccountFacts who) =>
        (await world.Get<RequestViewer>().LookAsync(request, who.Account, default))!.Stake;

    private static async Task LinkAsync(EngineWorld world, AccountFacts one, AccountFacts other) =>
        Assert.That(await TypeAsync(world, other, await CodeAsync(world, one)), Does.Contain("one person from now on"));

    private static async Task<string> CodeAsync(EngineWorld world, AccountFacts who) => Code().Match(await TypeAsync(world, who, "")).Groups[1].Value;

    private static async Task<string> TypeAsync(EngineWorld world, AccountFacts who, string typed) =>
        (await world.Get<LinkDesk>().AnswerAsync(who, typed, default)).ToPlainText();

    private static async Task<Outcome> ApproveAsync(EngineWorld world, AccountFacts who, RequestId request)
    {
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var outcome = await world.Desk.ApproveAsync(who, request, new Approval(world.Clock.GetUtcNow()), world.Gesture(), default);
        await world.DrainAsync();
        return outcome;
    }

    private static async Task<PersonId> RowAsync(EngineWorld world, AccountFacts who) => (await world.Store.FindByAccountAsync(who.Account, default))!.Id;

    private static Task<IReadOnlyList<StoredLine>> LinesAsync(EngineWorld world) => world.Store.LoadAsync(StreamId.Links, 0, default);

    [GeneratedRegex("/jit link ([a-z0-9]{5}-[a-z0-9]{5})")]
    private static partial Regex Code();
}
