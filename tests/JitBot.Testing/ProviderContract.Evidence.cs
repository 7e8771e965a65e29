using JitBot.Core.Access;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>What the provider's own log shows of one person in one time.</summary>
public abstract partial class ProviderContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public async Task The_log_shows_what_this_person_did_in_this_time_and_nothing_else()
    {
        var (riley, sam) = (World.AddPerson("riley@example.com"), World.AddPerson("sam@example.com"));
        World.Log.Add(riley, "Before");
        World.Clock.Advance(Minute);
        var from = World.Clock.GetUtcNow();
        World.Log.Add(riley, "During");
        World.Log.Add(sam, "By Sam");
        World.Clock.Advance(Minute);
        World.Log.Add(riley, "During");
        var until = World.Clock.GetUtcNow();
        World.Clock.Advance(Minute);
        World.Log.Add(riley, "After");
        Assert.That((await FoundAsync(riley, from, until)).Deeds, Is.EqualTo(new[] { new Deed("During", 2) }));
    }

    [Test]
    public async Task An_application_is_named_a_failure_is_told_and_other_people_are_not()
    {
        var riley = World.AddPerson("riley@example.com");
        World.Log.Add(riley, "Reset password", failed: true);
        World.Log.Add(riley, "Sign-in", "Console");
        var now = World.Clock.GetUtcNow();
        var deeds = (await FoundAsync(riley, now, now)).Deeds.Select(deed => deed.What);
        Assert.That(deeds, Is.EquivalentTo(new[] { "Reset password (failed)", "Sign-in: Console" }));
    }

    [Test]
    public async Task The_log_is_read_to_its_end()
    {
        World.ShrinkPages();
        var riley = World.AddPerson("riley@example.com");
        foreach (var i in Enumerable.Range(0, 5))
            World.Log.Add(riley, $"Deed {i}");
        var now = World.Clock.GetUtcNow();
        var evidence = await FoundAsync(riley, now, now);
        Assert.That(evidence.Deeds, Has.Count.EqualTo(5));
        Assert.That(evidence.IsCut, Is.False);
    }

    [Test]
    public async Task A_log_without_end_is_cut_and_told_as_cut()
    {
        World.ShrinkPages();
        var riley = World.AddPerson("riley@example.com");
        foreach (var _ in Enumerable.Range(0, 100))
            World.Log.Add(riley, "Deed");
        var now = World.Clock.GetUtcNow();
        var evidence = await FoundAsync(riley, now, now);
        Assert.That(evidence.IsCut, Is.True);
        Assert.That(evidence.Deeds.Single().Times, Is.LessThan(100));
    }

    [Test]
    public async Task A_log_that_is_closed_to_us_says_what_would_open_it()
    {
        var riley = World.AddPerson("riley@example.com");
        World.CloseLog();
        var now = World.Clock.GetUtcNow();
        var answer = await World.Evidence.ReadAsync(riley, now, now, default);
        Assert.That((answer as EvidenceAnswer.Closed)?.Why, Does.Contain("It needs").Or.Contains("Its app needs"));
    }

    [Test]
    public async Task A_directory_that_is_down_is_asked_again_later()
    {
        var riley = World.AddPerson("riley@example.com");
        _ = World.Evidence;
        await World.GoDownAsync();
        var now = World.Clock.GetUtcNow();
        Assert.That(await World.Evidence.ReadAsync(riley, now, now, default), Is.TypeOf<EvidenceAnswer.NotNow>());
    }

    [Test]
    public async Task A_throttled_question_is_asked_again_later()
    {
        var riley = World.AddPerson("riley@example.com");
        _ = World.Evidence;
        World.Faults.Always(new DirectoryFault.Throttled(Wait));
        var now = World.Clock.GetUtcNow();
        Assert.That((await World.Evidence.ReadAsync(riley, now, now, default) as EvidenceAnswer.NotNow)?.RetryAfter, Is.EqualTo(Wait));
    }

    [TestCase("not an id")]
    [TestCase("../users")]
    [TestCase("x\" or actor.id sw \"")]
    public async Task No_address_is_made_of_what_is_no_id_of_a_person(string subject)
    {
        var now = World.Clock.GetUtcNow();
        Assert.That(await World.Evidence.ReadAsync(subject, now, now, default), Is.TypeOf<EvidenceAnswer.Closed>());
        Assert.That(World.Requests, Is.Empty);
    }

    private async Task<Evidence> FoundAsync(string subject, DateTimeOffset from, DateTimeOffset until) =>
        await World.Evidence.ReadAsync(subject, from, until, default) is EvidenceAnswer.Found found
            ? found.Evidence
            : throw new AssertionException("The log was not read.");
}
