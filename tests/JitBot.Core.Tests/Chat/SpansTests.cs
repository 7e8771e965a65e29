using JitBot.Core.Chat;

namespace JitBot.Core.Tests.Chat;

/// <summary>The same lengths are understood in settings, on a command line and in a chat.</summary>
[TestFixture]
public class SpansTests
{
    [TestCase("30m", "00:30:00")]
    [TestCase("90min", "01:30:00")]
    [TestCase("2h", "02:00:00")]
    [TestCase("4hours", "04:00:00")]
    [TestCase("1h30m", "01:30:00")]
    [TestCase("1D", "1.00:00:00")]
    [TestCase("00:30:00", "00:30:00")]
    [TestCase("0:30", "00:30:00")]
    [TestCase("24:00:00", "1.00:00:00")]
    [TestCase("36:00", "1.12:00:00")]
    [TestCase("2.12:00:00", "2.12:00:00")]
    public void Lengths_are_read_as_people_write_them(string typed, string length) => Assert.That(Spans.Read(typed)?.ToString(), Is.EqualTo(length));

    [TestCase("")]
    [TestCase("4")]
    [TestCase("h")]
    [TestCase("soon")]
    [TestCase("4hoursx")]
    [TestCase("4hourss")]
    [TestCase("4 hours")]
    [TestCase("30m2h")]
    [TestCase("-1h")]
    [TestCase("-01:00:00")]
    [TestCase("00:90:00")]
    [TestCase("1:0:0:0")]
    [TestCase("00:00:59")]
    [TestCase("366d")]
    public void What_is_no_length_or_none_that_can_be_granted_is_not_read(string typed) => Assert.That(Spans.Read(typed), Is.Null);
}
