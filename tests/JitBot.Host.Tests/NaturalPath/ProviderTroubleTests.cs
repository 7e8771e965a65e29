using JitBot.Host.Tests.Running;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.NaturalPath;

/// <summary>A directory that throttles, stumbles, loses answers or is down changes when things happen, never what is true in the end.</summary>
[TestFixture(SandboxSettings.EntraEntitlement)]
[TestFixture(SandboxSettings.OktaEntitlement)]
internal sealed class ProviderTroubleTests(string entitlement) : StoryFixture
{
    private static readonly DirectoryFault[] Troubles =
    [
        new DirectoryFault.Throttled(TimeSpan.FromSeconds(30)),
        new DirectoryFault.Fails(503),
        new DirectoryFault.FailsAfter(500),
        new DirectoryFault.LostBefore(),
        new DirectoryFault.LostAfter(),
        new DirectoryFault.LostAfter(Quietly: true),
    ];

    private bool IsIn => entitlement == SandboxSettings.EntraEntitlement ? World.IsInProductionDatabase("riley") : World.IsInWarehouse("riley");

    private DirectoryFaults Faults => entitlement == SandboxSettings.EntraEntitlement ? World.Graph.Faults : World.Okta.Faults;

    private MembershipHistory History =>
        entitlement == SandboxSettings.EntraEntitlement ? World.Graph.Directory.Memberships : World.Okta.Directory.Memberships;

    [TestCaseSource(nameof(Troubles))]
    public async Task A_grant_in_trouble_comes_late_and_is_announced_only_then(DirectoryFault trouble)
    {
        var card = await AskAsync("INC-30 in trouble", entitlement: entitlement);
        Faults.Always(trouble, DirectoryCall.Add);
        await ClickAsync("avery", card, "approve");
        await App.TurnAsync(TimeSpan.FromSeconds(5));
        Assert.That(Card("INC-30").Words.Contains("Granted until", StringComparison.Ordinal), Is.EqualTo(World.Thread(card).Contains("Access granted", StringComparison.Ordinal)));
        Assert.That(!World.Thread(card).Contains("Access granted", StringComparison.Ordinal) || IsIn, "nothing is called granted that is not");

        Faults.Clear();
        await TurnAMinuteAtATimeAsync(3);

        Assert.That(IsIn, Is.True);
        Assert.That(Card("INC-30").Words, Does.Contain("Granted until"));
        await EndAsync(card);
    }

    [TestCaseSource(nameof(Troubles))]
    public async Task A_removal_in_trouble_is_tried_until_it_is_done(DirectoryFault trouble)
    {
        var card = await GrantAsync("INC-31 in trouble", entitlement: entitlement);
        Faults.Always(trouble, DirectoryCall.Remove);
        Faults.Always(new DirectoryFault.Fails(503), DirectoryCall.Read);
        await App.TurnAsync(TimeSpan.FromHours(1));
        await TurnAMinuteAtATimeAsync(2);
        Assert.That(World.Thread(card), Does.Not.Contain("confirmed that the membership is gone"));
        Assert.That(World.Thread(card), Does.Contain("does not get through yet"));

        Faults.Clear();
        await TurnAMinuteAtATimeAsync(2);

        Assert.That(IsIn, Is.False);
        Assert.That(World.Thread(card), Does.Contain("the membership is gone"));
    }

    [Test]
    public async Task A_directory_that_is_down_when_access_ends_loses_it_when_it_is_back()
    {
        var card = await GrantAsync("INC-32 before the storm", entitlement: entitlement);
        await GoDownAsync();
        await App.TurnAsync(TimeSpan.FromHours(1));
        await TurnAMinuteAtATimeAsync(3);
        Assert.That(World.Thread(card), Does.Contain("does not get through yet"));
        Assert.That(ToldTo("riley"), Does.Not.Contain("the membership is gone"));

        await ComeBackAsync();
        await TurnAMinuteAtATimeAsync(2);

        Assert.That(IsIn, Is.False);
        Assert.That(World.Thread(card), Does.Contain("confirmed that the membership is gone"));
    }

    [Test]
    public async Task A_directory_that_is_not_reached_is_named_by_readiness_until_it_is_and_people_may_click_all_the_same()
    {
        await GoDownAsync();
        await As("riley").CommandAsync("/jit", $"request {entitlement} 1h INC-34 while it is down");
        await App.DrainAsync();
        var name = entitlement == SandboxSettings.EntraEntitlement ? "Entra" : "Okta";
        Assert.That(await ReadyAsync(), Does.StartWith("{\"ready\":true,").And.Contain($"{{\"what\":\"provider\",\"why\":\"{name} could not be reached when it was last asked"));

        await ComeBackAsync();
        await App.KeepHouseAsync(TimeSpan.FromMinutes(1));
        Assert.That(await ReadyAsync(), Is.EqualTo("{\"ready\":true,\"problems\":[]}"));
    }

    private async Task<string> ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = App.Url };
        return await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
    }

    [Test]
    public async Task A_grant_that_could_not_be_confirmed_in_its_time_leaves_nothing_behind()
    {
        var card = await AskAsync("INC-33 never confirmed", entitlement: entitlement);
        Faults.Always(new DirectoryFault.LostAfter());
        await ClickAsync("avery", card, "approve");
        await TurnAMinuteAtATimeAsync(90);
        Faults.Clear();
        await TurnAMinuteAtATimeAsync(30);

        Assert.That(IsIn, Is.False);
        Assert.That(World.Thread(card), Does.Not.Contain("Access granted"));
    }

    private async Task EndAsync(Sandbox.LookAlikes.Slack.SlackMessage card)
    {
        await TurnAMinuteAtATimeAsync(65);
        Assert.That(IsIn, Is.False);
        Assert.That(World.Thread(card), Does.Contain("confirmed that the membership is gone"));
        Assert.That(History.All.Count(change => change.Added), Is.EqualTo(History.All.Count(change => !change.Added) + History.All.Count(IsSams)));
    }

    private static bool IsSams(MembershipChange change) => change.By == "an administrator";

    private async Task TurnAMinuteAtATimeAsync(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
            await App.TurnAsync(TimeSpan.FromMinutes(1));
    }

    private Task GoDownAsync() => entitlement == SandboxSettings.EntraEntitlement ? World.Graph.GoDownAsync() : World.Okta.GoDownAsync();

    private Task ComeBackAsync() => entitlement == SandboxSettings.EntraEntitlement ? World.Graph.ComeBackAsync() : World.Okta.ComeBackAsync();
}
