using JitBot.Rooms.Tests.Slack;
using JitBot.Sandbox.LookAlikes.Teams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Somebody is to be told something in private and has not installed the app.</summary>
internal sealed class TeamsInstallTests
{
    private const string Untold = "could not be told in private: ask an administrator to install JitBot for them in Teams";

    private static readonly string[] Needed = ["TeamsAppInstallation.ReadWriteSelfForUser.All", "AppCatalog.Read.All"];

    private KeptLog _log = null!;
    private TeamsHouse _house = null!;

    private TeamsPerson Riley => _house.Organisation.Person("riley");

    private int Attempts => _house.Graph.Requests.Count(request => request.StartsWith("POST", StringComparison.Ordinal));

    private string Thread => _house.World.Thread(_house.Card);

    [TearDown]
    public async Task CloseAsync()
    {
        await _house.DisposeAsync();
        _log.Dispose();
    }

    [Test]
    public async Task Where_the_settings_do_not_want_it_nothing_is_installed_and_the_thread_says_what_to_do_once()
    {
        await OpenAsync(installs: false);
        await AskAsync();
        await ApproveAsync();

        Assert.That((Riley.HasApp, _house.Graph.Requests.Count), Is.EqualTo((false, 0)));
        Assert.That(Thread, Does.Contain("Riley Park").And.Contain(Untold).And.Contain("Access granted"));
        Assert.That(Thread.Split(Untold), Has.Length.EqualTo(2));
        Assert.That(_log.Text, Does.Contain("cannot be sent the notice Asked").And.Contains("set Teams:InstallForPeople"));
    }

    [Test]
    public async Task Where_it_may_the_bot_installs_itself_and_tells_them()
    {
        await OpenAsync();
        await AskAsync();

        Assert.That(Riley.HasApp, Is.True);
        Assert.That(_house.Chat("riley"), Does.Contain("You asked for"));
        Assert.That(Thread, Does.Not.Contain(Untold));
        Assert.That(_house.Graph.Requests[0], Is.EqualTo($"GET /v1.0/appCatalogs/teamsApps?$filter=externalId%20eq%20'{_house.Organisation.App.AppId}'"));
    }

    [Test]
    public async Task What_is_for_one_alone_in_a_channel_installs_it_too()
    {
        await OpenAsync();
        await _house.Teams.Person("riley").SayAsync("help", _house.World.Approvals);
        await _house.DrainAsync();

        Assert.That(_house.Chat("riley"), Does.Contain("Ask for access"));
    }

    [Test]
    public async Task Where_a_policy_forbids_it_it_is_tried_once_and_the_thread_says_what_to_do()
    {
        await OpenAsync();
        _house.Organisation.Put(Riley with { IsAppForbidden = true });
        await AskAsync();
        await ApproveAsync();
        Assert.That((Riley.HasApp, Attempts), Is.EqualTo((false, 1)));
        Assert.That(Thread, Does.Contain(Untold));
    }

    [Test]
    public async Task Without_the_permissions_the_log_names_them()
    {
        await OpenAsync(permissions: ["User.Read.All"]);
        await AskAsync();

        Assert.That(Attempts, Is.Zero);
        Assert.That(Thread, Does.Contain(Untold));
        Assert.That(_log.Text, Does.Contain("TeamsAppInstallation.ReadWriteSelfForUser.All and AppCatalog.Read.All"));
    }

    [Test]
    public async Task An_app_that_is_not_in_the_catalogue_is_named()
    {
        await OpenAsync();
        _house.Graph.Apps.Clear();
        await AskAsync();

        Assert.That(_log.Text, Does.Contain("not in the organisation's catalogue"));
        Assert.That(Thread, Does.Contain(Untold));
    }

    [Test]
    public async Task An_app_that_is_there_already_counts_as_installed()
    {
        await OpenAsync();
        _house.Organisation.Put(Riley with { HasApp = true });
        _house.Teams.Faults.Next(ConnectorCall.Create, new ConnectorFault.Refuses(TeamsRefusal.NotInstalled));
        await AskAsync();

        Assert.That(Attempts, Is.EqualTo(1));
        Assert.That(_house.Chat("riley"), Does.Contain("You asked for"));
    }

    [Test]
    public async Task Whoever_takes_the_app_away_is_not_given_it_again_at_once()
    {
        await OpenAsync();
        await AskAsync();
        await _house.Teams.Person("riley").UninstallAsync();
        await ApproveAsync();

        Assert.That((Riley.HasApp, Attempts), Is.EqualTo((false, 1)));
        Assert.That(Thread, Does.Contain(Untold));
        Assert.That(_log.Text, Does.Contain("they may have taken it away"));
    }

    [Test]
    public async Task While_the_directory_does_not_answer_the_notice_waits()
    {
        await OpenAsync();
        await _house.Graph.GoDownAsync();
        await AskAsync();
        Assert.That((Riley.HasApp, Thread.Contains(Untold, StringComparison.Ordinal)), Is.EqualTo((false, false)));

        await _house.Graph.ComeBackAsync();
        await _house.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.That(_house.Chat("riley"), Does.Contain("You asked for"));
    }

    private async Task OpenAsync(bool installs = true, string[]? permissions = null)
    {
        _log = new KeptLog();
        _house = await TeamsHouse.OpenAsync(adjust: services => services.AddLogging(logging => logging.AddProvider(_log)), installs: installs);
        _house.World.Publish(_house.Graph);
        _house.World.Permit(permissions ?? Needed);
        _house.Organisation.Put(Riley with { HasApp = false });
    }

    private async Task AskAsync()
    {
        await _house.Teams.Person("riley").SayAsync("request prod-db 2h fixing INC-123", _house.World.Approvals);
        await _house.DrainAsync();
    }

    private async Task ApproveAsync()
    {
        await _house.Teams.Cards("avery").PressAsync(_house.Card, "approve");
        await _house.DrainAsync();
    }
}
