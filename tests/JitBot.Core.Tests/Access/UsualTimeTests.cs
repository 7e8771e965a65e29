using JitBot.Core.Access;
using JitBot.Core.Chat;

namespace JitBot.Core.Tests.Access;

/// <summary>How long a yes usually takes: the median of what people took, and nothing where that tells nothing.</summary>
[TestFixture]
public class UsualTimeTests
{
    [TestCase("4", null)]
    [TestCase("4 5", null)]
    [TestCase("1 90 4", "A yes usually takes 4 minutes (the last 3).")]
    [TestCase("2 90 4 6", "A yes usually takes 5 minutes (the last 4).")]
    [TestCase("0 0 300", "A yes usually takes less than a minute (the last 3).")]
    public void It_is_the_median_of_three_at_least(string minutes, string? said) =>
        Assert.That(UsualTime.Say([.. minutes.Split(' ').Select(each => TimeSpan.FromMinutes(int.Parse(each, System.Globalization.CultureInfo.InvariantCulture)))]), Is.EqualTo(said));

    [Test]
    public void It_stands_behind_who_approves()
    {
        var prospect = new Prospect([new StageDeciders(["Avery"], 1)]) { UsualTime = "A yes usually takes 4 minutes (the last 12)." };
        Assert.That(
            CardWords.Before(prospect, names => string.Join(", ", names)),
            Is.EqualTo("Who can approve: Avery. One approval is needed. A yes usually takes 4 minutes (the last 12)."));
    }
}
