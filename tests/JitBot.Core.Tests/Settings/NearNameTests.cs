using JitBot.Core.Settings;

namespace JitBot.Core.Tests.Settings;

/// <summary>What was probably meant is a slip away from what was written; everything else is another name.</summary>
[TestFixture]
public class NearNameTests
{
    private static readonly string[] Known = ["Approvers", "Approvals", "Durations", "Id", "avery@example.com"];

    [TestCase("Aprovers", "Approvers")]
    [TestCase("Approvres", "Approvers")]
    [TestCase("approvalls", "Approvals")]
    [TestCase("Duration", "Durations")]
    [TestCase("Ids", "Id")]
    [TestCase("Approve", "Approvers")]
    public void A_slip_is_seen_through(string wrong, string meant) => Assert.That(NearName.Of(wrong, Known), Is.EqualTo(meant));

    [TestCase("Colour")]
    [TestCase("Period")]
    [TestCase("")]
    public void What_is_like_no_name_is_none(string wrong) => Assert.That(NearName.Of(wrong, Known), Is.Null);

    [Test]
    public void Where_only_some_letters_are_the_writers_own_only_they_allow_slips() => Assert.Multiple(() =>
    {
        Assert.That(NearName.Of("barry@example.com", Known), Is.EqualTo("avery@example.com"));
        Assert.That(NearName.Of("barry@example.com", Known, "barry".Length), Is.Null);
    });
}
