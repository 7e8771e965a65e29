using JitBot.Core.Holdings;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Testing;

// Who is whose manager.
public abstract partial class ProviderContract
{
    private const string Boss = "boss@example.com";

    [Test]
    public async Task The_manager_is_the_account_by_which_they_are_found_themselves()
    {
        World.EnterManager(_person, World.AddPerson(Boss));
        Assert.That(await World.Managers.FindManagerAsync(Email, default), Is.EqualTo(await Provider.FindSubjectAsync(Boss, default)).And.TypeOf<SubjectAnswer.Found>());
    }

    [Test]
    public async Task Who_has_no_manager_has_nobody() => Assert.That(await World.Managers.FindManagerAsync(Email, default), Is.TypeOf<SubjectAnswer.NotFound>());

    [Test]
    public async Task Nobody_is_their_own_manager()
    {
        World.EnterManager(_person, _person);
        Assert.That((await World.Managers.FindManagerAsync(Email, default) as SubjectAnswer.NotFound)?.Why, Does.Contain("its own manager"));
    }

    [Test]
    public async Task A_manager_who_is_gone_is_nobody()
    {
        var boss = World.AddPerson(Boss);
        World.EnterManager(_person, boss);
        World.DeletePerson(boss);
        Assert.That(await World.Managers.FindManagerAsync(Email, default), Is.TypeOf<SubjectAnswer.NotFound>());
    }

    [Test]
    public async Task Whom_the_directory_does_not_know_has_no_manager() =>
        Assert.That(await World.Managers.FindManagerAsync("nobody@example.com", default), Is.TypeOf<SubjectAnswer.NotFound>());

    [Test]
    public async Task Whose_manager_cannot_be_asked_for_is_asked_for_later()
    {
        World.EnterManager(_person, World.AddPerson(Boss));
        World.Faults.Always(new DirectoryFault.Throttled(Wait));
        Assert.That((await World.Managers.FindManagerAsync(Email, default) as SubjectAnswer.NotNow)?.RetryAfter, Is.EqualTo(Wait));
        World.Faults.Clear();
        await World.GoDownAsync();
        Assert.That(await World.Managers.FindManagerAsync(Email, default), Is.TypeOf<SubjectAnswer.NotNow>());
    }
}
