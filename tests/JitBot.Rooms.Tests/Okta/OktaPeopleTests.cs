using JitBot.Core.Holdings;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Okta;

/// <summary>Whose account it is: lists are not believed, profiles are compared.</summary>
public sealed class OktaPeopleTests
{
    private const string Email = "robin@example.com";

    private OktaWorld _world = null!;

    [SetUp]
    public async Task StartAsync() => _world = await OktaWorld.StartAsync(OktaCredential.ApiToken);

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task The_first_of_a_list_is_never_taken_for_the_person()
    {
        _world.Okta.ShowsOthersFirst = true;
        _world.AddPerson("aaa@example.com");
        var robin = _world.AddPerson(Email);
        Assert.That(await FindAsync(Email), Is.EqualTo(new SubjectAnswer.Found(robin)));
        Assert.That(await FindAsync("nobody@example.com"), Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [Test]
    public async Task A_person_is_found_on_a_later_page()
    {
        _world.Okta.ShowsOthersFirst = true;
        _world.Okta.PageSize = 1;
        _world.AddPerson("aaa@example.com");
        _world.AddPerson("bbb@example.com");
        var robin = _world.AddPerson(Email);
        Assert.That(await FindAsync(Email), Is.EqualTo(new SubjectAnswer.Found(robin)));
    }

    [Test]
    public async Task A_profile_that_changed_since_the_search_saw_it_is_not_believed()
    {
        var sam = _world.AddPerson(Email);
        _world.Okta.Directory.SearchLag = TimeSpan.FromMinutes(10);
        _world.Clock.Advance(TimeSpan.FromMinutes(11));
        _world.Okta.Directory.Change(sam, user => user with { Email = "sam@example.com", Login = "sam@example.com" });
        Assert.That(await FindAsync(Email), Is.TypeOf<SubjectAnswer.NotFound>());
        Assert.That(await FindAsync("sam@example.com"), Is.EqualTo(new SubjectAnswer.Found(sam)), "the filter sees it at once");
    }

    [Test]
    public async Task Somebody_deactivated_since_the_search_saw_them_is_not_found()
    {
        var robin = _world.AddPerson("Robin@Example.com");
        _world.Okta.Directory.SearchLag = TimeSpan.FromMinutes(10);
        _world.Clock.Advance(TimeSpan.FromMinutes(11));
        _world.Okta.Directory.Change(robin, user => user with { Status = "DEPROVISIONED" });
        Assert.That(Why(await FindAsync(Email)), Is.EqualTo("the account in Okta is deactivated"));
    }

    [Test]
    public async Task The_login_counts_as_the_address_does()
    {
        var robin = _world.Okta.Directory.AddPerson("r@elsewhere.example", login: "Robin@example.com");
        Assert.That(await FindAsync(Email), Is.EqualTo(new SubjectAnswer.Found(robin)));
    }

    [Test]
    public async Task One_by_login_and_another_by_address_are_two()
    {
        _world.AddPerson(Email);
        _world.Okta.Directory.AddPerson("other@example.com", login: Email);
        Assert.That(Why(await FindAsync(Email)), Is.EqualTo("several accounts in Okta have this e-mail address"));
    }

    [Test]
    public async Task A_deactivated_account_of_the_past_does_not_hide_the_active_one()
    {
        _world.Okta.Directory.AddPerson(Email, status: "DEPROVISIONED");
        var robin = _world.AddPerson(Email);
        Assert.That(await FindAsync(Email), Is.EqualTo(new SubjectAnswer.Found(robin)));
    }

    [Test]
    public async Task A_suspended_account_beside_an_active_one_makes_two()
    {
        _world.Okta.Directory.AddPerson(Email, status: "SUSPENDED");
        _world.AddPerson(Email);
        Assert.That(Why(await FindAsync(Email)), Does.StartWith("several"));
    }

    [TestCase("SUSPENDED", "the account in Okta is suspended")]
    [TestCase("STAGED", "the account in Okta has not been activated yet")]
    [TestCase("LOCKED_OUT", "the account in Okta is locked out after wrong sign-ins")]
    [TestCase("DEPROVISIONED", "the account in Okta is deactivated")]
    public async Task The_state_of_an_account_is_said_in_words(string status, string words)
    {
        _world.Okta.Directory.AddPerson(Email, status: status);
        Assert.That(Why(await FindAsync(Email)), Is.EqualTo(words));
    }

    [TestCase("a\"b@example.com")]
    [TestCase("a\\b@example.com")]
    [TestCase("a\\\"b@example.com")]
    [TestCase("a b@example.com")]
    public async Task An_address_cannot_end_the_string_it_stands_in(string email)
    {
        _world.AddPerson(Email);
        var odd = _world.AddPerson(email);
        Assert.That(await FindAsync(email), Is.EqualTo(new SubjectAnswer.Found(odd)));
    }

    private Task<SubjectAnswer> FindAsync(string email) => _world.Provider.FindSubjectAsync(email, default);

    private static string? Why(SubjectAnswer answer) => (answer as SubjectAnswer.NotFound)?.Why;
}
