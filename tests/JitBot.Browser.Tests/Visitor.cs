namespace JitBot.Browser.Tests;

/// <summary>Somebody in front of the page, who finds things as people do: by what they are called.</summary>
internal sealed class Visitor(IPage page, bool isNarrow)
{
    /// <summary>Below this width the page shows one pane at a time.</summary>
    public const int NarrowBelow = 900;

    private const string Chat = "Chat";
    private const string People = "People";
    private const string WhatIsSo = "What is so";

    public IPage Page => page;

    public ILocator Form => page.Locator("#modal");

    /// <summary>What the menu of the form offers just now.</summary>
    public ILocator Offered => Form.Locator("[role=option]:visible");

    public ILocator Notice => page.Locator("#notice");

    public ILocator HostState => page.Locator("#host-state");

    /// <summary>The card on which these words stand.</summary>
    public ILocator Card(string words) => page.Locator(".thread-of > article.message").Filter(new LocatorFilterOptions { HasText = words }).Last;

    /// <summary>The card with its thread.</summary>
    public ILocator Thread(string words) => page.Locator(".thread-of").Filter(new LocatorFilterOptions { HasText = words }).Last;

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Offer(string name) => Form.GetByRole(AriaRole.Option, new LocatorGetByRoleOptions { Name = name, Exact = true });

    /// <summary>The person as a true member of the group.</summary>
    public ILocator Member(string group, string person) => In(group, ".member", person);

    /// <summary>The person as one who was taken out of the group.</summary>
    public ILocator Gone(string group, string person) => In(group, ".gone", person);

    public async Task ActAsAsync(string person)
    {
        await LookAsync(People);
        await page.Locator("#cast").GetByText(person).ClickAsync();
        await Expect(page.Locator("#acting")).ToContainTextAsync(person);
        await LookAsync(Chat);
    }

    public async Task GoToAsync(string place)
    {
        await LookAsync(People);
        await page.Locator("#places").GetByText(place, new LocatorGetByTextOptions { Exact = true }).ClickAsync();
    }

    public async Task LookAtTheTruthAsync() => await LookAsync(WhatIsSo);

    public async Task LookAtTheChatAsync() => await LookAsync(Chat);

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

    /// <summary>Writes a line and sends it.</summary>
    public async Task WriteAsync(string line)
    {
        await page.Locator("#composer input").FillAsync(line);
        await page.Locator("#composer input").PressAsync("Enter");
    }

    public async Task ApproveAsync(string words) =>
        await Card(words).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Approve" }).ClickAsync();

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

    /// <summary>Whether nothing is wider than the screen.</summary>
    public async Task<bool> FitsAsync() => await page.EvaluateAsync<bool>("""
        () => document.documentElement.scrollWidth <= innerWidth
          && [...document.querySelectorAll('.pane')].every(pane => pane.scrollWidth <= pane.clientWidth)
        """);

    private async Task LookAsync(string tab)
    {
        if (isNarrow)
            await page.Locator(".tabs").GetByText(tab).ClickAsync();
    }

    private ILocator In(string group, string kind, string person) => page
        .Locator("#directories .group").Filter(new LocatorFilterOptions { HasText = group })
        .Locator(kind).Filter(new LocatorFilterOptions { HasText = person });
}
