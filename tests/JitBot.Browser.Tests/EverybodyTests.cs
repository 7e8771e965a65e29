using JitBot.Testing;

namespace JitBot.Browser.Tests;

/// <summary>The page with a keyboard alone, and as a screen reader sees it.</summary>
public class EverybodyTests : PageTests
{
    /// <summary>More than the page has things to step on before the conversation's buttons.</summary>
    private const int MostSteps = 60;

    [Test]
    public async Task The_form_is_filled_in_and_sent_with_the_keyboard_alone()
    {
        const string words = "no mouse at hand for INC-300";
        var visitor = await Stage.VisitAsync(1280, 800);
        var keys = visitor.Page.Keyboard;
        await StepToAsync(visitor, visitor.Button("/jit request"));
        await keys.PressAsync("Enter");
        var menu = visitor.Form.GetByRole(AriaRole.Combobox).First;
        await Expect(menu).ToBeFocusedAsync();
        await keys.TypeAsync("ware");
        await visitor.PickWithKeysAsync("Ware", "Warehouse");
        var length = visitor.Form.GetByLabel("For how long?");
        await Expect(length).ToBeVisibleAsync();
        await keys.PressAsync("Tab");
        await Expect(length).ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Tab");
        await Expect(visitor.Form.GetByLabel("Why do you need it?")).ToBeFocusedAsync();
        await keys.TypeAsync(words);
        await StepToAsync(visitor, visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Ask" }));
        await keys.PressAsync("Enter");
        await Expect(visitor.Form).ToBeHiddenAsync();
        await Expect(visitor.Button("/jit request")).ToBeFocusedAsync();
        await Expect(visitor.Card(words)).ToContainTextAsync("Warehouse");
    }

    [Test]
    public async Task Escape_closes_the_list_first_then_the_form_and_gives_the_focus_back()
    {
        var visitor = await Stage.VisitAsync(1280, 800);
        await visitor.Button("/jit request").ClickAsync();
        await Expect(visitor.Offered).Not.ToHaveCountAsync(0);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Offered).ToHaveCountAsync(0);
        await Expect(visitor.Form).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Form).ToBeHiddenAsync();
        await Expect(visitor.Button("/jit request")).ToBeFocusedAsync();
    }

    [Test]
    public async Task What_was_chosen_counts_before_the_answer_to_it_has_come()
    {
        const string words = "slow line, quick hands, INC-302";
        var visitor = await Stage.VisitAsync(1280, 800);
        await visitor.Button("/jit request").ClickAsync();
        await visitor.Offer("Warehouse").ClickAsync();
        await Expect(visitor.Form).ToContainTextAsync("Who can approve");
        var sent = new TaskCompletionSource();
        await visitor.Page.RouteAsync("**/act/modal-fill", async route =>
        {
            await sent.Task;
            await route.ContinueAsync();
        });
        await visitor.Form.GetByLabel("For how long?").SelectOptionAsync(new SelectOptionValue { Label = "1 hour" });
        await visitor.Form.GetByLabel("Why do you need it?").FillAsync(words);
        await visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Ask" }).ClickAsync();
        sent.SetResult();
        await Expect(visitor.Card(words)).ToContainTextAsync("Waiting for approval");
    }

    [Test]
    public async Task What_is_missing_is_said_beside_it_and_so_is_what_the_host_refuses()
    {
        var visitor = await Stage.VisitAsync(390, 844);
        await visitor.Button("/jit request").ClickAsync();
        await visitor.Offer("Warehouse").ClickAsync();
        await Expect(visitor.Form).ToContainTextAsync("Who can approve"); // before the answer the form does not ask for how long
        await visitor.Form.GetByLabel("Why do you need it?").FillAsync("short");
        var send = visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Ask" });
        await send.ClickAsync();
        await Expect(visitor.Form.Locator(".error")).ToHaveTextAsync(["Please complete this required field."]);
        await visitor.Form.GetByLabel("For how long?").SelectOptionAsync(new SelectOptionValue { Label = "1 hour" });
        await send.ClickAsync();
        await Expect(visitor.Form.Locator(".error")).ToContainTextAsync(["10 characters"]);
        await Expect(visitor.Form.GetByLabel("Why do you need it?")).ToBeFocusedAsync();
        await Expect(visitor.Form.GetByLabel("Why do you need it?")).ToHaveValueAsync("short");
        await Shots.TakeAsync(visitor, "form-refused");
        await visitor.Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Cancel" }).ClickAsync();
        await Expect(visitor.Form).ToBeHiddenAsync();
    }

    [Long]
    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Nothing_is_unreadable_or_unnamed_on_a_desk(ColorScheme colours)
    {
        var visitor = await Stage.VisitAsync(1280, 800, colours);
        await visitor.WriteAsync($"/jit request warehouse 1h can everybody read INC-31{colours}");
        await Expect(visitor.Card($"INC-31{colours}")).ToContainTextAsync("Waiting for approval");
        await visitor.WriteAsync("/jit help");
        await Expect(visitor.Page.Locator("article.ephemeral")).Not.ToHaveCountAsync(0);
        await SeeMuchOfTeamsAsync(visitor.InTeams, $"INC-31{colours} in Teams");
        await Axe.FindNothingAsync(visitor, "the page");
        await Shots.TakeAsync(visitor, $"desk-{colours}");
        await FindNothingInTheFormOfTeamsAsync(visitor.InTeams, $"desk-teams-form-{colours}");
        await visitor.Button("/jit request").ClickAsync();
        await Expect(visitor.Offered).Not.ToHaveCountAsync(0);
        await Axe.FindNothingAsync(visitor, "the form");
        await Shots.TakeAsync(visitor, $"desk-form-{colours}");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Form).ToBeHiddenAsync();
    }

    [Long]
    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Nothing_is_unreadable_or_unnamed_on_a_phone(ColorScheme colours)
    {
        var visitor = await Stage.VisitAsync(390, 844, colours);
        await visitor.WriteAsync($"/jit request warehouse 1h can everybody read INC-32{colours}");
        await Expect(visitor.Card($"INC-32{colours}")).ToContainTextAsync("Waiting for approval");
        await Axe.FindNothingAsync(visitor, "the chat");
        await Shots.TakeAsync(visitor, $"phone-chat-{colours}");
        await SeeMuchOfTeamsAsync(visitor.InTeams, $"INC-32{colours} in Teams");
        await Axe.FindNothingAsync(visitor, "Teams");
        await Shots.TakeAsync(visitor, $"phone-teams-{colours}");
        await FindNothingInTheFormOfTeamsAsync(visitor.InTeams, $"phone-teams-form-{colours}");
        await visitor.LookAtPeopleAsync();
        await Axe.FindNothingAsync(visitor, "the people");
        await Shots.TakeAsync(visitor, $"phone-people-{colours}");
        await visitor.LookAtTheTruthAsync();
        await Axe.FindNothingAsync(visitor, "the truth");
        await Shots.TakeAsync(visitor, $"phone-truth-{colours}");
    }

    /// <summary>A card with its buttons, an input unfolded in it, and words that pass by.</summary>
    private static async Task SeeMuchOfTeamsAsync(Visitor inTeams, string words)
    {
        await inTeams.GoToAsync("approvals");
        await inTeams.WriteAsync($"@JitBot request warehouse-in-teams 1h can everybody read {words}");
        await inTeams.ActAsAsync("Morgan Diaz");
        await inTeams.OnCard(words, "Deny").ClickAsync();
        await Expect(inTeams.Card(words).GetByLabel("Reason", new LocatorGetByLabelOptions { Exact = true })).ToBeVisibleAsync();
        await inTeams.OnCard(words, "React with like").ClickAsync();
        await Expect(inTeams.Card(words)).ToContainTextAsync("Access in force");
    }

    private static async Task FindNothingInTheFormOfTeamsAsync(Visitor inTeams, string picture)
    {
        await inTeams.Quick("Ask for access").ClickAsync();
        await Expect(inTeams.Offered).Not.ToHaveCountAsync(0);
        await Axe.FindNothingAsync(inTeams, "the form in Teams");
        await Shots.TakeAsync(inTeams, picture);
        await inTeams.Page.Keyboard.PressAsync("Escape");
        await inTeams.Page.Keyboard.PressAsync("Escape");
        await Expect(inTeams.Form).ToBeHiddenAsync();
    }

    private static async Task StepToAsync(Visitor visitor, ILocator target)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The keyboard does not reach {target}.");
    }
}
