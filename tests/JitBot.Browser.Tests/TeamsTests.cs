using JitBot.Testing;

namespace JitBot.Browser.Tests;

/// <summary>Teams on the page, on a desk and on a phone.</summary>
[Long]
public class TeamsTests : PageTests
{
    private const string InBothByTwo = "prod-db-in-both-by-two";

    [TestCase(1280, 800)]
    [TestCase(390, 844)]
    public async Task Somebody_asks_by_the_form_and_is_denied_with_a_reason(int width, int height)
    {
        var words = $"the stock count is off, INC-4{width}";
        const string reason = "Ask the night shift first";
        var visitor = await InTeamsAsync(width, height);
        await visitor.Quick("Ask for access").ClickAsync();
        await visitor.Form.GetByRole(AriaRole.Combobox).First.FillAsync("ware");
        await visitor.Offer("Warehouse, in Teams").ClickAsync();
        await visitor.Form.GetByLabel("For how long?").SelectOptionAsync(new SelectOptionValue { Label = "1 hour" });
        await visitor.Form.GetByLabel("Why do you need it?").FillAsync(words);
        await SendAsync(visitor);
        await Expect(visitor.Form).ToBeHiddenAsync();
        await Expect(visitor.Notice).ToContainTextAsync("JitBot is asking for it");
        await Expect(visitor.Card(words)).ToContainTextAsync("Waiting for approval");
        await visitor.ActAsAsync("Avery Stone");
        await visitor.OnCard(words, "Deny").ClickAsync();
        await visitor.Card(words).GetByLabel("Reason", new LocatorGetByLabelOptions { Exact = true }).FillAsync(reason);
        await visitor.OnCard(words, "Deny").Last.ClickAsync();
        await Expect(visitor.Card(words)).ToContainTextAsync("Denied");
        await Expect(visitor.Thread(words)).ToContainTextAsync(reason);
        await visitor.ActAsAsync("Riley Park");
        await visitor.GoToAsync("JitBot");
        await Expect(visitor.Messages).ToContainTextAsync(reason);
    }

    [TestCase(1280, 800)]
    [TestCase(390, 844)]
    public async Task A_like_is_a_yes_and_the_card_in_Slack_knows_it(int width, int height)
    {
        var words = $"liked in Teams, shown in Slack, INC-41{width}";
        var visitor = await AskedAsync(width, height, InBothByTwo, words);
        await visitor.ActAsAsync("Avery Stone");
        await visitor.OnCard(words, "React with like").ClickAsync();
        await Expect(visitor.OnCard(words, "React with like, 1 given by Avery Stone")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(visitor.Card(words)).ToContainTextAsync("1 of 2 approvals");
        await Expect(visitor.InSlack.Card(words)).ToContainTextAsync("1 of 2 approvals");
        await visitor.ActAsAsync("Morgan Diaz");
        await visitor.OnCard(words, "React with check mark").ClickAsync();
        await Expect(visitor.Card(words)).ToContainTextAsync("Access in force");
        await Expect(visitor.InSlack.Card(words)).ToContainTextAsync("Access in force");
        await visitor.ActAsAsync("Riley Park");
        await visitor.OnCard(words, "Give it back").ClickAsync();
        await Expect(visitor.InSlack.Thread(words)).ToContainTextAsync("gave the access back");
    }

    [Test]
    public async Task Who_asked_sees_that_others_decide_and_who_decides_sees_the_buttons()
    {
        const string words = "two people, two cards, INC-420";
        var visitor = await AskedAsync(1280, 800, "warehouse-in-teams", words);
        await Expect(visitor.Card(words)).ToContainTextAsync("This is your own request: others decide.");
        await Expect(visitor.OnCard(words, "Approve")).ToHaveCountAsync(0);
        await visitor.ActAsAsync("Avery Stone");
        await Expect(visitor.OnCard(words, "Approve")).ToBeVisibleAsync();
        await Expect(visitor.Card(words)).Not.ToContainTextAsync("your own request");
        await visitor.ActAsAsync("Riley Park");
        await visitor.OnCard(words, "Withdraw").ClickAsync();
        await Expect(visitor.Card(words)).ToContainTextAsync("Withdrawn");
    }

    [Test]
    public async Task What_is_missing_is_said_beside_it_and_so_is_what_the_host_refuses()
    {
        var visitor = await InTeamsAsync(390, 844);
        await visitor.Quick("Ask for access").ClickAsync();
        await visitor.Offer("Warehouse, in Teams").ClickAsync();
        await visitor.Form.GetByLabel("Why do you need it?").FillAsync("short");
        await SendAsync(visitor);
        await Expect(visitor.Form.Locator(".error")).ToHaveTextAsync(["Choose for how long."]);
        await Expect(visitor.Form.GetByLabel("For how long?")).ToBeFocusedAsync();
        await visitor.Form.GetByLabel("For how long?").SelectOptionAsync(new SelectOptionValue { Label = "1 hour" });
        await Expect(visitor.Form.Locator(".error")).ToHaveCountAsync(0);
        await SendAsync(visitor);
        await Expect(visitor.Form).ToContainTextAsync("at least 10 characters");
        await Expect(visitor.Form.GetByLabel("Why do you need it?")).ToHaveValueAsync("short");
        await Expect(visitor.Form.GetByRole(AriaRole.Combobox).First).ToHaveValueAsync("Warehouse, in Teams");
        await Expect(visitor.Page.Locator("#announcer")).ToContainTextAsync("at least 10 characters");
        await Shots.TakeAsync(visitor, "teams-form-refused");
        await visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Cancel" }).ClickAsync();
        await Expect(visitor.Form).ToBeHiddenAsync();
        await Expect(visitor.Quick("Ask for access")).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_form_is_filled_in_and_sent_with_the_keyboard_alone()
    {
        const string words = "no mouse at hand in Teams, INC-430";
        var visitor = await InTeamsAsync(1280, 800);
        var keys = visitor.Page.Keyboard;
        await visitor.Quick("Ask for access").FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(visitor.Form.GetByRole(AriaRole.Combobox).First).ToBeFocusedAsync();
        await keys.TypeAsync("ware");
        await visitor.PickWithKeysAsync("Ware", "Warehouse, in Teams");
        await keys.PressAsync("Tab");
        await Expect(visitor.Form.GetByLabel("For how long?")).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Tab");
        await Expect(visitor.Form.GetByLabel("For whom?")).ToBeFocusedAsync();
        await keys.PressAsync("Tab");
        await Expect(visitor.Form.GetByLabel("Why do you need it?")).ToBeFocusedAsync();
        await keys.TypeAsync(words);
        await keys.PressAsync("Tab");
        await Expect(visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Who can approve?" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(visitor.Form).ToContainTextAsync("Warehouse, in Teams. Who can approve: ");
        await Expect(visitor.Form.GetByLabel("Why do you need it?")).ToHaveValueAsync(words);
        await visitor.Form.GetByLabel("Why do you need it?").FocusAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Expect(visitor.Form).ToBeHiddenAsync();
        await Expect(visitor.Quick("Ask for access")).ToBeFocusedAsync();
        await Expect(visitor.Card(words)).ToContainTextAsync("Warehouse, in Teams");
    }

    [Test]
    public async Task The_bot_answers_in_its_own_chat_whoever_mentions_it_in_a_channel()
    {
        var visitor = await InTeamsAsync(1280, 800);
        await visitor.Quick("@JitBot help").ClickAsync();
        await Expect(visitor.Messages).ToContainTextAsync("@JitBot help");
        await visitor.GoToAsync("JitBot");
        await visitor.Messages.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Ask for access" }).Last.ClickAsync();
        await Expect(visitor.Offered).Not.ToHaveCountAsync(0);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Form).ToBeHiddenAsync();
    }

    private async Task<Visitor> InTeamsAsync(int width, int height)
    {
        var visitor = (await Stage.VisitAsync(width, height)).InTeams;
        await visitor.GoToAsync("approvals");
        return visitor;
    }

    private async Task<Visitor> AskedAsync(int width, int height, string entitlement, string words)
    {
        var visitor = await InTeamsAsync(width, height);
        await visitor.WriteAsync($"@JitBot request {entitlement} 1h {words}");
        await Expect(visitor.Card(words)).ToContainTextAsync("Waiting for approval");
        return visitor;
    }

    private static Task SendAsync(Visitor visitor) =>
        visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Ask", Exact = true }).ClickAsync();
}
