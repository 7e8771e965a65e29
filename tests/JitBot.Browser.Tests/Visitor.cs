namespace JitBot.Browser.Tests;

/// <summary>Somebody in front of the page and one of its chats, who finds things as people do: by what they are called.</summary>
internal sealed class Visitor(IPage page, bool isNarrow, string chat = Visitor.Slack)
{
    /// <summary>Below this width the page shows one pane at a time.</summary>
    public const int NarrowBelow = 900;

    private const string Slack = "Slack";
    private const string Teams = "Teams";
    private const string People = "People";
    private const string WhatIsSo = "What is so";

    public IPage Page => page;

    /// <summary>The same person, in front of Teams.</summary>
    public Visitor InTeams => new(page, isNarrow, Teams);

    public Visitor InSlack => new(page, isNarrow);

    private ILocator Pane => page.Locator(chat == Teams ? "#teams" : "#slack");

    public ILocator Form => page.Locator(chat == Teams ? "#form" : "#modal");

    public ILocator Messages => Pane.Locator(".messages");

    /// <summary>What the menu of the form offers just now.</summary>
    public ILocator Offered => Form.Locator("[role=option]:visible");

    public ILocator Notice => Pane.Locator(".notice");

    /// <summary>What points at what JitBot wrote to this person alone.</summary>
    public ILocator Unread => Pane.Locator(".unread");

    /// <summary>The button that shows this chat, of those that one sees at this width or at another.</summary>
    public ILocator ChatButton => page.Locator($".tabs button[data-view={chat.ToLowerInvariant()}]");

    public ILocator HostState => page.Locator("#host-state");

    /// <summary>The card on which these words stand.</summary>
    public ILocator Card(string words) => Pane.Locator(".thread-of > article.message").Filter(new LocatorFilterOptions { HasText = words }).Last;

    /// <summary>The card with its thread.</summary>
    public ILocator Thread(string words) => Pane.Locator(".thread-of").Filter(new LocatorFilterOptions { HasText = words }).Last;

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Offer(string name) => Form.GetByRole(AriaRole.Option, new LocatorGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Walks with the arrows to one of what is offered for these letters, what was used before coming first, and takes it.</summary>
    public async Task PickWithKeysAsync(string of, string name)
    {
        await Expect(Offered.First).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(Offered.Filter(new LocatorFilterOptions { HasNotText = of })).ToHaveCountAsync(0);
        for (var left = await Offered.CountAsync(); left > 1 && await Offer(name).GetAttributeAsync("aria-selected") != "true"; left--)
            await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Offer(name)).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>The person as a true member of the group.</summary>
    public ILocator Member(string group, string person) => In(group, ".member", person);

    /// <summary>The person as one who was taken out of the group.</summary>
    public ILocator Gone(string group, string person) => In(group, ".gone", person);

    /// <summary>What is due, by the words it is called with.</summary>
    public ILocator Due(string words) => page.Locator("#wheel li").Filter(new LocatorFilterOptions { HasText = words });

    /// <summary>A step of the guide.</summary>
    public ILocator Step(string words) => page.Locator("#steps li").Filter(new LocatorFilterOptions { HasText = words });

    public async Task ActAsAsync(string person)
    {
        await LookAsync(People);
        await page.Locator("#cast").GetByText(person).ClickAsync();
        await Expect(page.Locator("#acting")).ToContainTextAsync(person);
        await LookAsync(chat);
    }

    public async Task GoToAsync(string place)
    {
        await LookAsync(People);
        await page.Locator(chat == Teams ? "#teams-places" : "#slack-places").GetByText(place, new LocatorGetByTextOptions { Exact = true }).ClickAsync();
    }

    public async Task LookAtTheTruthAsync() => await LookAsync(WhatIsSo);

    public async Task LookAtTheChatAsync() => await LookAsync(chat);

    public async Task LookAtPeopleAsync() => await LookAsync(People);

    /// <summary>Asks by the form.</summary>
    public async Task AskAsync(string entitlement, string length, string justification)
    {
        await Button("/jit request").ClickAsync();
        await Offer(entitlement).ClickAsync();
        await Expect(Form).ToContainTextAsync("Who can approve"); // the form is drawn anew for what was chosen; what was filled in before is not
        await Form.GetByLabel("For how long?").SelectOptionAsync(new SelectOptionValue { Label = length });
        await Form.GetByLabel("Why do you need it?").FillAsync(justification);
        await Form.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Ask" }).ClickAsync();
        await Expect(Form).ToBeHiddenAsync();
        await Expect(Card(justification)).ToContainTextAsync("Waiting for approval");
    }

    /// <summary>One of the buttons above the line to write in.</summary>
    public ILocator Quick(string name) => Pane.Locator(".quick").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true });

    /// <summary>Writes a line and sends it.</summary>
    public async Task WriteAsync(string line)
    {
        await Pane.Locator(".composer input").FillAsync(line);
        await Pane.Locator(".composer input").PressAsync("Enter");
    }

    public async Task ApproveAsync(string words) => await OnCard(words, "Approve").ClickAsync();

    /// <summary>A button on the card on which these words stand, or below it.</summary>
    public ILocator OnCard(string words, string button) => Card(words).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true });

    public async Task WindAsync(string by)
    {
        await LookAsync(WhatIsSo);
        await Button(by).ClickAsync();
    }

    /// <summary>Turns the switch of a provider.</summary>
    public async Task LetAsync(string provider, string behave)
    {
        await LookAsync(People);
        await page.GetByLabel(provider, new PageGetByLabelOptions { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = behave });
    }

    /// <summary>Counts from now on what is touched or clicked, wherever it is on the page.</summary>
    public Task CountTapsAsync() => page.EvaluateAsync("""
        () => {
          if (window.taps === undefined) addEventListener('pointerdown', () => { window.taps += 1; }, true);
          window.taps = 0;
        }
        """);

    public Task<int> TapsAsync() => page.EvaluateAsync<int>("window.taps");

    /// <summary>Whether nothing is wider than the screen.</summary>
    public async Task<bool> FitsAsync() => await page.EvaluateAsync<bool>("""
        () => document.documentElement.scrollWidth <= innerWidth
          && [...document.querySelectorAll('.pane')].every(pane => pane.scrollWidth <= pane.clientWidth)
        """);

    private async Task LookAsync(string tab)
    {
        if (isNarrow)
            await page.Locator(".tabs").GetByText(tab, new LocatorGetByTextOptions { Exact = true }).ClickAsync();
    }

    private ILocator In(string group, string kind, string person) => page
        .Locator("#directories .group").Filter(new LocatorFilterOptions { HasText = group })
        .Locator(kind).Filter(new LocatorFilterOptions { HasText = person });
}
