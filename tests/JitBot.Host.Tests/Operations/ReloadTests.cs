using JitBot.Core.Catalogue;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Host.Tests.Running;

namespace JitBot.Host.Tests.Operations;

/// <summary>The settings are saved while the program runs, and an operator says yes in Slack.</summary>
internal sealed class ReloadTests : StoryFixture
{
    private const string Longest = "Catalogue:Policies:0:LongestGrant";

    protected override IEnumerable<(string Key, string? Value)> Changes() => [("Operations:Operators:0", "person:morgan@example.com")];

    [Test]
    public async Task A_looser_catalogue_waits_for_the_yes_of_an_operator_in_Slack()
    {
        await ReadAgainAsync((Longest, "12:00:00"));
        Assert.That(App.Get<CurrentCatalogue>().Now.Find("prod-db")!.Policy.LongestGrant, Is.LessThan(TimeSpan.FromHours(12)));
        var version = AcceptRules.Short((await LinesAsync()).OfType<CatalogueEvent.Seen>().Last().Version);
        await As("avery").CommandAsync("/jit", "catalogue");
        Assert.That(ToldTo("avery"), Does.Contain("a grant may last 12 hours instead of").And.Contain($"accept {version}"));
        await As("avery").CommandAsync("/jit", $"catalogue accept {version}");
        Assert.That(ToldTo("avery"), Does.Contain("Only an operator may accept"));
        await As("morgan").CommandAsync("/jit", $"catalogue accept {version}");
        Assert.That(ToldTo("morgan"), Does.Contain("is in force as a whole"));
        Assert.That(App.Get<CurrentCatalogue>().Now.Find("prod-db")!.Policy.LongestGrant, Is.EqualTo(TimeSpan.FromHours(12)));
    }

    [Test]
    public async Task A_catalogue_that_needs_a_room_which_is_off_is_refused()
    {
        await ReadAgainAsync(("Catalogue:Entitlements:0:Provider", "Elsewhere"), (Longest, "12:00:00"));
        Assert.That(App.Get<CurrentCatalogue>().Now.Find("prod-db")!.Provider, Is.EqualTo("Entra"));
        Assert.That(App.Log.Lines, Has.Some.Contains("Catalogue:Entitlements:0:Provider: names Elsewhere, which is not configured"));
        Assert.That((await LinesAsync()).Last(), Is.InstanceOf<CatalogueEvent.Refused>());
    }

    private async Task ReadAgainAsync(params (string Key, string? Value)[] changes)
    {
        App.Edit(changes);
        App.Get<SettingsWatch>().ReadAgain();
        await App.KeepHouseAsync(TimeSpan.FromSeconds(10));
    }

    private async Task<List<CatalogueEvent>> LinesAsync() => [.. (await App.Store.LoadAsync(StreamId.Catalogue, 0, default)).Select(EventJson.ReadCatalogue)];
}
