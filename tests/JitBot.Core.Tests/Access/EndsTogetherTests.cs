using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Core.Holdings;
using NUnit.Framework;

namespace JitBot.Core.Tests.Access;

/// <summary>When ends are told together, and what is said of them: nothing is called gone that was not read back gone.</summary>
[TestFixture]
public class EndsTogetherTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Place Channel = new Place.Channel("Chat", "C1");
    private static readonly Place Other = new Place.Channel("Chat", "C2");

    [Test]
    public void Ten_ends_around_the_same_moment_are_no_crowd_and_eleven_are()
    {
        var crowd = new EndCrowd();
        for (var i = 0; i < EndCrowd.MostTold; i++)
            crowd.Note(Channel, new RequestId($"r-{i}"), Now.AddSeconds(i));
        crowd.Note(Channel, new RequestId("r-0"), Now);
        crowd.Note(Channel, new RequestId("r-long-before"), Now.AddMinutes(-3));
        Assert.That(crowd.IsCrowded(Channel, Now), Is.False, "each counts once, and only those close by");
        crowd.Note(Channel, new RequestId("r-one-more"), Now.AddSeconds(59));
        Assert.That(crowd.IsCrowded(Channel, Now), Is.True);
        Assert.That(crowd.IsCrowded(Other, Now), Is.False);
        Assert.That(crowd.IsCrowded(Channel, Now.AddMinutes(-3)), Is.False);
        crowd.Prune(Now.AddDays(2));
        Assert.That(crowd.IsCrowded(Channel, Now), Is.False);
    }

    [Test]
    public void The_message_is_asked_for_once_a_while_and_place()
    {
        var crowd = new EndCrowd();
        Assert.That(crowd.TryAsk(Channel, Now, TimeSpan.FromMinutes(1)), Is.True);
        Assert.That(crowd.TryAsk(Channel, Now.AddSeconds(59), TimeSpan.FromMinutes(1)), Is.False);
        Assert.That(crowd.TryAsk(Other, Now.AddSeconds(59), TimeSpan.FromMinutes(1)), Is.True);
        Assert.That(crowd.TryAsk(Channel, Now.AddMinutes(1), TimeSpan.FromMinutes(1)), Is.True);
    }

    [Test]
    public void All_gone_is_said_of_all_when_it_is_true_of_all() => Assert.That(
        Place(Ends(1250, Leaving.Removed)),
        Is.EqualTo("1,250 grants ended between 2026-03-02 09:00 UTC and 2026-03-02 09:20 UTC: all removed and read back gone. Sessions that run already may live on for a while."));

    [Test]
    public void What_is_still_being_removed_is_named_and_not_counted_as_gone() => Assert.That(
        Place([.. Ends(2, Leaving.Removed), End(7, null)]),
        Is.EqualTo("2 grants ended between 2026-03-02 09:00 UTC and 2026-03-02 09:00 UTC: all removed and read back gone. 1 grant is still being removed: "
            + "r-7 (Riley 7, Database). Sessions that run already may live on for a while."));

    [Test]
    public void Nothing_is_called_ended_while_all_are_still_being_removed() => Assert.That(
        Place([.. Enumerable.Range(0, 12).Select(i => End(i, null))]),
        Does.StartWith("12 grants are still being removed: r-0 (").And.EndsWith(" and 2 more.").And.Not.Contains("ended"));

    [Test]
    public void Different_ends_are_counted_apart_and_what_others_added_is_named() => Assert.That(
        Place([.. Ends(3, Leaving.Removed), End(4, Leaving.StillNeeded), End(5, Leaving.AddedByOthers)]),
        Does.Contain("3 removed and read back gone; 1 left in place, because another grant still needs the membership; 1 removed, but somebody else")
            .And.EndsWith("Please check who added these memberships: r-5 (Riley 5, Database). Sessions that run already may live on for a while."));

    [Test]
    public void A_requester_reads_what_was_theirs() => Assert.That(
        FoldedEnds.ForRequester([End(1, Leaving.Removed), End(2, Leaving.Removed) with { What = "Warehouse" }]).ToPlainText(),
        Is.EqualTo("2 of your grants ended: all removed and read back gone. They were: Database, Warehouse. Sessions that run already may live on for a while."));

    private static string Place(IReadOnlyList<FoldedEnd> ends) => FoldedEnds.ForPlace(ends).ToPlainText();

    private static List<FoldedEnd> Ends(int count, Leaving how) => [.. Enumerable.Range(0, count).Select(i => End(i, how))];

    private static FoldedEnd End(int number, Leaving? how) =>
        new(new RequestId($"r-{number}"), $"Riley {number}", "Database", Now, how is null ? null : Now.AddSeconds(number), how);
}
