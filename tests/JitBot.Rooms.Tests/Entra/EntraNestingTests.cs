using JitBot.Core.Holdings;
using JitBot.Sandbox.LookAlikes;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>What a group of Entra ID is nested in: with which right it may be asked, and what comes of answers that say nothing.</summary>
public sealed class EntraNestingTests
{
    [TestCase("GroupMember.Read.All")]
    [TestCase("GroupMember.ReadWrite.All")]
    public async Task No_right_is_needed_that_JitBot_does_not_have_anyway(string role)
    {
        await using var world = await EntraWorld.StartAsync();
        var (inner, outer) = (world.AddGroup("Inner"), world.AddGroup("Outer"));
        world.Nest(inner, outer);
        world.Graph.RolesOf = _ => [role];
        Assert.That((await world.Provider.ListAroundAsync(inner, default) as NestingAnswer.Told)?.Around, Is.EquivalentTo(new[] { outer }));
        Assert.That(world.Requests, Has.Count.EqualTo(1), "one question, however deep");
    }

    [Test]
    public async Task What_may_not_be_asked_is_untold_and_says_which_right_is_missing()
    {
        await using var world = await EntraWorld.StartAsync();
        world.Graph.RolesOf = _ => ["User.Read.All"];
        Assert.That((await world.Provider.ListAroundAsync(world.AddGroup("Group"), default) as NestingAnswer.Untold)?.Why, Does.Contain("GroupMember.Read.All"));
    }

    [Test]
    public async Task Around_which_there_are_more_groups_than_Graph_answers_and_what_is_gone_is_untold()
    {
        await using var world = await EntraWorld.StartAsync();
        var (inner, outer) = (world.AddGroup("Inner"), world.AddGroup("Outer"));
        world.Nest(inner, outer);
        world.Graph.MostMemberGroups = 0;
        Assert.That(await world.Provider.ListAroundAsync(inner, default), Is.TypeOf<NestingAnswer.Untold>());
        Assert.That(await world.Provider.ListAroundAsync(world.UnknownGroup, default), Is.TypeOf<NestingAnswer.Untold>());
    }

    [Test]
    public async Task A_question_that_is_lost_once_is_asked_again_and_is_no_change()
    {
        await using var world = await EntraWorld.StartAsync();
        world.Faults.Next(new DirectoryFault.LostAfter(), DirectoryCall.Read);
        Assert.That(await world.Provider.ListAroundAsync(world.AddGroup("Group"), default), Is.TypeOf<NestingAnswer.Told>());
        Assert.That(world.Graph.Throttle.Changes, Is.Empty);
    }
}
