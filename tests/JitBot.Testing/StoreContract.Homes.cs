using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Store;
using NUnit.Framework;

namespace JitBot.Testing;

/// <summary>Home pages, and the requests that wait for a decision.</summary>
public abstract partial class StoreContract
{
    [Test]
    public async Task A_home_page_is_found_by_account_and_by_person()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        var blake = await AddAsync("Blake", "blake@example.com", "p-blake");
        var owners = new Rule.Member("directory", "g \"owners\" [é]");
        var first = new Home(new AccountId("chat", "T1", "U1"), avery.Id, Now, [owners, new Rule.Member("chat", "S1")]);
        var second = new Home(new AccountId("other", "T1", "U1"), avery.Id, Now, []);
        var third = new Home(new AccountId("chat", "T1", "U2"), blake.Id, Now.AddMinutes(1), []);
        foreach (var home in new[] { third, second, first })
            await Store.KeepHomeAsync(home, default);
        await ReopenAsync();

        AssertSame(await Store.FindHomeAsync(first.Account, default), first);
        Assert.That(await Store.FindHomeAsync(new AccountId("chat", "T2", "U1"), default), Is.Null);
        AssertSame(await Store.ListHomesAsync(avery.Id, default), first, second);
        AssertSame(await Store.ListHomesAsync(default), first, third, second);
        Assert.That(await Store.ListHomesAsync(new PersonId("p-other"), default), Is.Empty);
    }

    [Test]
    public async Task A_home_page_opened_again_is_kept_as_it_is_now()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        var home = new Home(new AccountId("chat", "T1", "U1"), avery.Id, Now, []);
        var again = home with { OpenedAt = Now.AddDays(1), Groups = [new Rule.Member("directory", "g-1")] };
        await Store.KeepHomeAsync(home, default);
        await Store.KeepHomeAsync(again, default);

        AssertSame(await Store.ListHomesAsync(avery.Id, default), again);
        await Store.DropHomeAsync(home, default);
        AssertSame(await Store.ListHomesAsync(avery.Id, default), again);
        await Store.DropHomeAsync(again, default);
        Assert.That(await Store.ListHomesAsync(default), Is.Empty);
    }

    [Test]
    public async Task Whoever_draws_a_home_page_after_another_has_is_told()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        var home = new Home(new AccountId("chat", "T1", "U1"), avery.Id, Now, []);
        var other = home with { Account = new AccountId("chat", "T1", "U2") };
        await Store.KeepHomeAsync(home, default);
        await Store.KeepHomeAsync(other, default);
        Assert.That(await Store.CountDrawnAsync(home, default));
        Assert.That(await Store.CountDrawnAsync(home, default), Is.False, "another has drawn it since");
        await Store.KeepHomeAsync(home with { OpenedAt = Now.AddDays(1) }, default);
        Assert.That(await Store.CountDrawnAsync(home, default), Is.False, "opened again, it goes on being counted");
        await ReopenAsync();
        Assert.That(await Store.CountDrawnAsync((await Store.FindHomeAsync(home.Account, default))!, default));
        Assert.That((await Store.FindHomeAsync(home.Account, default))!.Drawn, Is.EqualTo(2));
        Assert.That((await Store.FindHomeAsync(other.Account, default))!.Drawn, Is.Zero);

        await Store.DropHomeAsync(other, default);
        Assert.That(await Store.CountDrawnAsync(other, default), Is.False, "kept no longer");
    }

    [Test]
    public async Task A_forgotten_persons_home_pages_are_kept_no_longer()
    {
        var avery = await AddAsync("Avery", "avery@example.com");
        var blake = await AddAsync("Blake", "blake@example.com", "p-blake");
        var theirs = new Home(new AccountId("chat", "T1", "U1"), avery.Id, Now, [new Rule.Member("directory", "g-1")]);
        var other = new Home(new AccountId("chat", "T1", "U2"), blake.Id, Now, []);
        foreach (var home in new[] { theirs, theirs with { Account = new AccountId("other", "T1", "U1") }, other })
            await Store.KeepHomeAsync(home, default);

        await Store.ForgetAsync(avery.Id, default);
        AssertSame(await Store.ListHomesAsync(default), other);
    }

    [Test]
    public async Task What_waits_for_a_decision_is_listed_oldest_first()
    {
        foreach (var (i, phase) in new[] { (1, Phase.Pending), (2, Phase.Preparing), (3, Phase.Pending), (4, Phase.Active), (5, Phase.Pending) })
            await Store.AppendAsync(Everything($"r-{i}", $"g-{i}") with { Index = Waiting(i, phase) }, default);
        await Store.AppendAsync(Lines(new StreamId("request/r-1"), 2) with { Index = Waiting(1, Phase.Denied) }, default);

        Assert.That(await Store.ListUndecidedAsync(10, default), Is.EqualTo(new[] { Waiting(3, Phase.Pending), Waiting(5, Phase.Pending) }));
        Assert.That(await Store.ListUndecidedAsync(1, default), Is.EqualTo(new[] { Waiting(3, Phase.Pending) }));

        static RequestIndex Waiting(int i, Phase phase) =>
            new(new RequestId($"r-{i}"), $"handle-of-r-{i}", Avery, "prod-db", phase, Now.AddMinutes(i), null);
    }

    private static void AssertSame(Home? actual, Home expected) => AssertSame(actual is null ? [] : [actual], expected);

    private static void AssertSame(IReadOnlyList<Home> actual, params Home[] expected)
    {
        Assert.That(actual.Select(home => (home.Account, home.Person, home.OpenedAt)), Is.EqualTo(expected.Select(home => (home.Account, home.Person, home.OpenedAt))));
        Assert.That(actual.Select(home => home.Groups), Is.EqualTo(expected.Select(home => home.Groups)));
    }
}
