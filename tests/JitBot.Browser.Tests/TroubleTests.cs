using JitBot.Testing;

namespace JitBot.Browser.Tests;

/// <summary>What goes wrong at the push of a button, and what JitBot makes of it.</summary>
[Long]
public class TroubleTests : PageTests
{
    private const string Riley = "Riley Park";
    private const string Warehouse = "Warehouse";

    [Test]
    public async Task A_provider_that_is_down_when_access_ends_is_told_of_and_made_up_for()
    {
        const string words = "before the storm of INC-200";
        var visitor = await GrantedAsync("warehouse", words);
        await Expect(visitor.Member(Warehouse, Riley)).ToBeVisibleAsync();
        await visitor.LetAsync("Okta", "is down");
        await visitor.WindAsync("+1 h");
        await Expect(visitor.Thread(words)).ToContainTextAsync("is being removed");
        await visitor.WindAsync("+10 min");
        await Expect(visitor.Thread(words)).ToContainTextAsync("does not get through yet");
        await Expect(visitor.Member(Warehouse, Riley)).ToBeVisibleAsync();
        await Expect(visitor.Thread(words)).Not.ToContainTextAsync("confirmed that the membership is gone");
        await Shots.TakeAsync(visitor, "provider-down");
        await visitor.LetAsync("Okta", "works");
        await visitor.WindAsync("+10 min");
        await Expect(visitor.Gone(Warehouse, Riley)).ToBeVisibleAsync();
        await Expect(visitor.Thread(words)).ToContainTextAsync("confirmed that the membership is gone");
    }

    [Test]
    public async Task The_host_is_killed_while_access_is_in_force_and_restarted_after_its_time()
    {
        const string words = "the host will die in INC-201";
        var visitor = await GrantedAsync("prod-db", words);
        await Expect(visitor.Member("Production database", Riley)).ToBeVisibleAsync();
        await visitor.Button("kill -9").ClickAsync();
        await Expect(visitor.HostState).ToHaveTextAsync("The host was killed");
        await visitor.WriteAsync("/jit mine");
        await Expect(visitor.Notice).ToContainTextAsync("dispatch_failed");
        await visitor.WindAsync("+1 h");
        await Expect(visitor.Member("Production database", Riley)).ToBeVisibleAsync();
        await Shots.TakeAsync(visitor, "host-killed");
        await visitor.Button("Start again").ClickAsync();
        await Expect(visitor.HostState).ToHaveTextAsync("The host is running");
        await Expect(visitor.Gone("Production database", Riley)).ToBeVisibleAsync();
        await Expect(visitor.Thread(words)).ToContainTextAsync("the membership is gone");
        await visitor.Button("Run audit verify").ClickAsync();
        await Expect(visitor.Page.Locator("#verdict")).ToContainTextAsync("good:");
    }

    [Test]
    public async Task What_is_told_privately_is_seen_by_nobody_else()
    {
        const string words = "a guest looks at INC-202";
        var visitor = await AskedAsync("prod-db", words);
        await visitor.ActAsAsync("Gus the guest");
        await visitor.ApproveAsync(words);
        var whisper = visitor.Page.Locator("article.ephemeral").Filter(new LocatorFilterOptions { HasText = "uest" });
        await Expect(whisper).ToContainTextAsync("Only visible to you");
        await visitor.ActAsAsync("Avery Stone");
        await Expect(visitor.Card(words)).ToContainTextAsync("Waiting for approval");
        await Expect(whisper).ToHaveCountAsync(0);
    }

    private async Task<Visitor> AskedAsync(string entitlement, string words)
    {
        var visitor = await Stage.VisitAsync(1280, 800);
        await visitor.WriteAsync($"/jit request {entitlement} 30m {words}");
        await Expect(visitor.Card(words)).ToContainTextAsync("Waiting for approval");
        return visitor;
    }

    private async Task<Visitor> GrantedAsync(string entitlement, string words)
    {
        var visitor = await AskedAsync(entitlement, words);
        await visitor.ActAsAsync("Avery Stone");
        await visitor.ApproveAsync(words);
        await Expect(visitor.Card(words)).ToContainTextAsync("Access in force");
        return visitor;
    }
}
