using JitBot.Core.Catalogue;
using JitBot.Core.Store;
using JitBot.Engine.Catalogue;
using JitBot.Host.Tests.Running;

namespace JitBot.Host.Tests.Operations;

/// <summary>A file of settings is really saved while the program runs, and nobody tells it so; an operator says yes in Teams.</summary>
internal sealed class SavedFileTests : StoryFixture
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    protected override bool HasTeams => true;

    protected override IEnumerable<(string Key, string? Value)> Changes() => [("Operations:Operators:0", "person:morgan@example.com")];

    private TimeSpan Longest => App.Get<CurrentCatalogue>().Now.Find("prod-db")!.Policy.LongestGrant;

    private int Least => App.Get<CurrentCatalogue>().Now.Find("prod-db")!.Policy.MinimumJustification;

    [Test]
    public async Task What_is_stricter_counts_as_soon_as_the_file_has_come_to_rest()
    {
        await SaveAsync("MinimumJustification", "60");
        await App.KeepHouseAsync(Turn);
        Assert.That(Least, Is.EqualTo(10), "an editor may still be saving it");
        await App.KeepHouseAsync(Turn);
        Assert.That(Least, Is.EqualTo(60));
        await As("riley").CommandAsync("/jit", "request prod-db 1h too short now, INC-150");
        await App.DrainAsync();
        Assert.That(World.FindCard("INC-150"), Is.Null);
        var lines = await LinesAsync();
        await App.KeepHouseAsync(Turn);
        Assert.That(await LinesAsync(), Has.Count.EqualTo(lines.Count), "a file that rests is not read again");
    }

    [Test]
    public async Task A_file_that_is_broken_half_way_is_told_and_changes_nothing()
    {
        await File.WriteAllTextAsync(App.SettingsFile, "{ \"Catalogue\": { \"Policies\": [ { \"LongestGra");
        await RestAsync();
        Assert.That(Least, Is.EqualTo(10));
        Assert.That((await LinesAsync())[^1], Is.InstanceOf<CatalogueEvent.Refused>());
        await SaveAsync("MinimumJustification", "30");
        await RestAsync();
        Assert.That(Least, Is.EqualTo(30));
    }

    [Test]
    public async Task What_is_looser_waits_for_the_yes_of_an_operator_in_Teams()
    {
        await SaveAsync("LongestGrant", "12:00:00");
        await RestAsync();
        Assert.That(Longest, Is.EqualTo(TimeSpan.FromHours(4)));
        var version = AcceptRules.Short((await LinesAsync()).OfType<CatalogueEvent.Seen>().Last().Version);
        Assert.That(await SayAsync("avery", "catalogue"), Does.Contain("a grant may last 12 hours instead of").And.Contain($"accept {version}"));
        Assert.That(await SayAsync("avery", $"catalogue accept {version}"), Does.Contain("Only an operator may accept"));
        Assert.That(await SayAsync("morgan", "catalogue accept 0123456789ab"), Does.Contain("not the edition that waits"));
        Assert.That(Longest, Is.EqualTo(TimeSpan.FromHours(4)));
        Assert.That(await SayAsync("morgan", $"catalogue accept {version}"), Does.Contain("is in force as a whole"));
        Assert.That(Longest, Is.EqualTo(TimeSpan.FromHours(12)));
    }

    private async Task<string> SayAsync(string handle, string words)
    {
        var person = World.Teams.Teams.Person(handle);
        await person.SayAsync(words);
        await App.TurnAsync(TimeSpan.FromSeconds(2));
        return person.Notices[^1].Words;
    }

    private Task SaveAsync(string name, string value) => File.WriteAllTextAsync(App.SettingsFile, $$"""{ "Catalogue": { "Policies": { "0": { "{{name}}": "{{value}}" } } } }""");

    /// <summary>Time for two looks.</summary>
    private async Task RestAsync()
    {
        await App.KeepHouseAsync(Turn);
        await App.KeepHouseAsync(Turn);
    }

    private async Task<List<CatalogueEvent>> LinesAsync() => [.. (await App.Store.LoadAsync(StreamId.Catalogue, 0, default)).Select(EventJson.ReadCatalogue)];
}
