using JitBot.Core.Holdings;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>What each status means, to each kind of call.</summary>
public sealed class OktaAnswersTests
{
    private OktaWorld _world = null!;
    private HoldingKey _key = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _world = await OktaWorld.StartAsync(OktaCredential.ApiToken);
        _key = _world.Holding(_world.AddGroup("Production database"), _world.AddPerson("robin@example.com"));
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [TestCase(302, typeof(ProviderAnswer.Impossible))]
    [TestCase(400, typeof(ProviderAnswer.Impossible))]
    [TestCase(401, typeof(ProviderAnswer.Impossible))]
    [TestCase(403, typeof(ProviderAnswer.Impossible))]
    [TestCase(405, typeof(ProviderAnswer.Impossible))]
    [TestCase(408, typeof(ProviderAnswer.Unclear))]
    [TestCase(429, typeof(ProviderAnswer.NotDone))]
    [TestCase(500, typeof(ProviderAnswer.Unclear))]
    [TestCase(503, typeof(ProviderAnswer.Unclear))]
    public async Task A_change_refused_with_a_status_says_whether_it_can_have_happened(int status, Type answer)
    {
        _world.Faults.Next(new DirectoryFault.Fails(status), DirectoryCall.Add);
        Assert.That(await _world.Provider.AddAsync(_key, "attempt", default), Is.TypeOf(answer));
        _world.Clock.Advance(TimeSpan.FromMinutes(2));
        _world.Faults.Next(new DirectoryFault.Fails(status), DirectoryCall.Remove);
        Assert.That(await _world.Provider.RemoveAsync(_key, "attempt", default), Is.TypeOf(answer));
        Assert.That(_world.Requests, Has.Count.EqualTo(2), "no redirect is followed and nothing sent twice");
    }

    [TestCase(302, typeof(ProviderAnswer.Impossible))]
    [TestCase(401, typeof(ProviderAnswer.Impossible))]
    [TestCase(403, typeof(ProviderAnswer.Impossible))]
    [TestCase(429, typeof(ProviderAnswer.NotDone))]
    [TestCase(500, typeof(ProviderAnswer.NotDone))]
    [TestCase(503, typeof(ProviderAnswer.NotDone))]
    public async Task A_read_refused_with_a_status_leaves_nothing_unclear(int status, Type answer)
    {
        _world.Faults.Always(new DirectoryFault.Fails(status));
        Assert.That(await _world.Provider.ObserveAsync(_key, "attempt", default), Is.TypeOf(answer));
        Assert.That(_world.Requests.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_404_of_which_both_ends_are_there_is_to_be_tried_again()
    {
        _world.Faults.Next(new DirectoryFault.Fails(404), DirectoryCall.Add);
        Assert.That(await _world.Provider.AddAsync(_key, "attempt", default), Is.TypeOf<ProviderAnswer.NotDone>());
        _world.Faults.Next(new DirectoryFault.Fails(404), DirectoryCall.Remove);
        Assert.That(await _world.Provider.RemoveAsync(_key, "attempt", default), Is.EqualTo(new ProviderAnswer.WasAbsent()));
        _world.Faults.Next(new DirectoryFault.Fails(404), DirectoryCall.Read);
        Assert.That(await _world.Provider.ObserveAsync(_key, "attempt", default), Is.TypeOf<ProviderAnswer.NotDone>());
    }

    [Test]
    public async Task What_is_missing_is_named()
    {
        _world.DeletePerson(_key.Subject);
        Assert.That(await _world.Provider.AddAsync(_key, "attempt", default),
            Is.EqualTo(new ProviderAnswer.Impossible("the user no longer exists in Okta")));
        _world.DeleteGroup(_key.Resource);
        Assert.That(await _world.Provider.RemoveAsync(_key, "attempt", default),
            Is.EqualTo(new ProviderAnswer.WasAbsent("the group no longer exists in Okta, and the user no longer exists in Okta")));
    }

    [Test]
    public async Task Whose_absence_cannot_be_read_now_is_not_said_to_be_gone()
    {
        _world.Faults.Next(new DirectoryFault.Fails(404), DirectoryCall.Remove);
        _world.Faults.Always(new DirectoryFault.Fails(500), DirectoryCall.Read);
        Assert.That(await _world.Provider.RemoveAsync(_key, "attempt", default), Is.TypeOf<ProviderAnswer.NotDone>());
    }

    [Test]
    public async Task A_deactivated_account_keeps_its_membership_and_loses_it_to_us()
    {
        await _world.Provider.AddAsync(_key, "attempt", default);
        _world.Okta.Directory.Change(_key.Subject, user => user with { Status = "DEPROVISIONED" });
        Assert.That(await _world.Provider.ObserveAsync(_key, "attempt", default), Is.TypeOf<ProviderAnswer.Present>());
        Assert.That(await _world.Provider.RemoveAsync(_key, "attempt", default), Is.TypeOf<ProviderAnswer.Removed>());
    }

    [Test]
    public async Task A_membership_on_a_later_page_is_seen()
    {
        _world.Okta.PageSize = 1;
        for (var i = 0; i < 3; i++)
            _world.Memberships.Add(_world.AddGroup($"Group {i}"), _key.Subject, "an administrator");
        Assert.That(await _world.Provider.ObserveAsync(_key, "attempt", default), Is.EqualTo(new ProviderAnswer.Absent()));
        await _world.Provider.AddAsync(_key, "attempt", default);
        Assert.That(await _world.Provider.ObserveAsync(_key, "attempt", default), Is.TypeOf<ProviderAnswer.Present>());
    }

    [TestCase("https://elsewhere.example/")]
    [TestCase("http://127.0.0.1:1/")]
    public async Task A_link_to_another_host_is_not_followed_and_absence_is_not_concluded(string host)
    {
        _world.Okta.PageSize = 1;
        _world.Okta.LinksLeadTo = new Uri(host);
        _world.Memberships.Add(_world.AddGroup("One"), _key.Subject, "an administrator");
        _world.Memberships.Add(_world.AddGroup("Two"), _key.Subject, "an administrator");
        var answer = await _world.Provider.ObserveAsync(_key, "attempt", default);
        Assert.That(answer, Is.EqualTo(new ProviderAnswer.NotDone("Okta named a further page on another host.")));
    }

    [Test]
    public async Task The_time_of_every_answer_is_reported()
    {
        var seen = new List<(string Source, DateTimeOffset Date)>();
        _world.Witness.Seen += (source, date) => seen.Add((source, date));
        await _world.Provider.AddAsync(_key, "attempt", default);
        Assert.That(seen, Is.EqualTo(new[] { ("Okta", _world.Clock.GetUtcNow()) }));
    }
}
