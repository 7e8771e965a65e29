using JitBot.Core.Holdings;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

// Whom and what the directory is asked for, and what never reaches it.
public abstract partial class ProviderContract
{
    [Test]
    public async Task A_person_is_found_by_e_mail_whatever_the_case()
    {
        Assert.That(await Provider.FindSubjectAsync("Robin@Example.COM", default), Is.EqualTo(new SubjectAnswer.Found(_person)));
    }

    [Test]
    public async Task An_unknown_person_is_not_found()
    {
        Assert.That(await Provider.FindSubjectAsync("nobody@example.com", default), Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [TestCase("o'neil@example.com")]
    [TestCase("r+d@example.com")]
    [TestCase("a&b#c?d=%41@example.com")]
    public async Task Any_e_mail_address_is_asked_for_as_it_is(string email)
    {
        var subject = World.AddPerson(email);
        Assert.That(await Provider.FindSubjectAsync(email, default), Is.EqualTo(new SubjectAnswer.Found(subject)));
    }

    [TestCase("x' or mail ne 'y@example.com")]
    [TestCase("x\" or profile.email ne \"y@example.com")]
    [TestCase("../groups")]
    [TestCase("me")]
    [TestCase("*@example.com")]
    [TestCase("")]
    [TestCase("robin")]
    public async Task Words_that_would_widen_the_question_find_nobody(string email)
    {
        Assert.That(await Provider.FindSubjectAsync(email, default), Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [Test]
    public async Task Two_people_with_one_e_mail_are_nobody()
    {
        World.AddPerson(Email);
        Assert.That(await Provider.FindSubjectAsync(Email, default), Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [Test]
    public async Task Guests_and_deactivated_people_are_not_found_and_the_reason_is_said()
    {
        foreach (var (what, email) in World.AddUnwelcomePeople())
            Assert.That((await Provider.FindSubjectAsync(email, default) as SubjectAnswer.NotFound)?.Why, Is.Not.Null.And.Not.Empty, what);
    }

    [Test]
    public async Task An_ordinary_group_is_fit_and_named()
    {
        Assert.That(await Provider.InspectAsync(_group, default), Is.EqualTo(new ResourceAnswer.Fit("Production database")));
    }

    [Test]
    public async Task A_group_that_is_not_ours_to_change_is_unfit_and_the_reason_is_said()
    {
        foreach (var (what, resource, word) in World.AddUnfitGroups())
            Assert.That((await Provider.InspectAsync(resource, default) as ResourceAnswer.Unfit)?.Why, Does.Contain(word), what);
    }

    [Test]
    public async Task An_unknown_group_is_unfit_and_cannot_be_granted()
    {
        Assert.That(await Provider.InspectAsync(World.UnknownGroup, default), Is.TypeOf<ResourceAnswer.Unfit>());
        var key = World.Holding(World.UnknownGroup, _person);
        Assert.That(await Said(Provider.AddAsync(key, Attempt, default)), Is.TypeOf<ProviderAnswer.Impossible>());
    }

    [Test]
    public async Task A_group_is_nested_in_all_that_are_around_it_and_in_nothing_else()
    {
        var (outer, outmost, beside) = (World.AddGroup("Databases"), World.AddGroup("Everything"), World.AddGroup("Others"));
        Assert.That(await AroundAsync(_group), Is.Empty);
        World.Nest(_group, outer);
        World.Nest(outer, outmost);
        World.Nest(beside, outmost);
        World.Nest(outmost, outer); // groups may stand in a ring
        Assert.That(await AroundAsync(_group), Is.EquivalentTo(World.Nests ? [outer, outmost] : Array.Empty<string>()));
    }

    [Test]
    public async Task Whose_groups_cannot_be_asked_for_says_nothing_of_what_they_are_nested_in()
    {
        World.Faults.Always(new DirectoryFault.Throttled(Wait));
        var answer = World.Nests ? typeof(NestingAnswer.NotNow) : typeof(NestingAnswer.Told);
        var throttled = await Provider.ListAroundAsync(_group, default);
        Assert.That(throttled, Is.TypeOf(answer));
        Assert.That((throttled as NestingAnswer.NotNow)?.RetryAfter, Is.EqualTo(World.Nests ? Wait : (TimeSpan?)null));
        World.Faults.Clear();
        await World.GoDownAsync();
        Assert.That(await Provider.ListAroundAsync(_group, default), Is.TypeOf(answer));
    }

    [TestCase("..")]
    [TestCase("../../users")]
    [TestCase("a/b")]
    [TestCase("a?b")]
    [TestCase("a#b")]
    [TestCase("%2e%2e%2f")]
    [TestCase("a\nb")]
    [TestCase("")]
    public async Task An_id_that_is_none_never_reaches_the_wire(string id)
    {
        var before = World.Requests.Count;
        foreach (var key in new[] { World.Holding(id, _person), World.Holding(_group, id) })
        {
            Assert.That(await Said(Provider.AddAsync(key, Attempt, default)), Is.TypeOf<ProviderAnswer.Impossible>());
            Assert.That(await Said(Provider.RemoveAsync(key, Attempt, default)), Is.TypeOf<ProviderAnswer.Impossible>());
            Assert.That(await Said(Provider.ObserveAsync(key, Attempt, default)), Is.TypeOf<ProviderAnswer.Impossible>());
        }
        Assert.That(await Provider.InspectAsync(id, default), Is.TypeOf<ResourceAnswer.Unfit>());
        Assert.That(await Provider.ListAroundAsync(id, default), Is.Not.TypeOf<NestingAnswer.NotNow>());
        Assert.That(World.Requests, Has.Count.EqualTo(before));
    }

    private async Task<IEnumerable<string>> AroundAsync(string group) => ((NestingAnswer.Told)await Provider.ListAroundAsync(group, default)).Around;
}
