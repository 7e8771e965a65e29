using JitBot.Core.OnCall;

namespace JitBot.Core.Tests.OnCall;

/// <summary>What stands beside a rule of who is on call: it never says now of what is old.</summary>
[TestFixture]
public class OnCallWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void Each_state_has_its_words() => Assert.Multiple(() =>
    {
        Assert.That(OnCallWords.Beside(null, Now), Is.EqualTo("who is on call could not be asked just now"));
        Assert.That(Beside(Live()), Is.EqualTo("nobody is on call now"));
        Assert.That(Beside(Old(TimeSpan.FromMinutes(10))), Is.EqualTo("nobody was on call 10 minutes ago; could not be asked just now"));
        Assert.That(Beside(Live("Avery", "Morgan")), Is.EqualTo("on call now: Avery, Morgan"));
        Assert.That(Beside(Old(TimeSpan.FromMinutes(10), "Morgan")), Is.EqualTo("on call 10 minutes ago: Morgan; could not be asked just now"));
    });

    [Test]
    public void An_answer_of_a_minute_ago_is_said_of_now_and_an_older_one_or_one_of_the_future_is_not() => Assert.Multiple(() =>
    {
        Assert.That(Beside(Old(OnCallWords.Fresh, "Morgan")), Is.EqualTo("on call now: Morgan"));
        Assert.That(Beside(Old(OnCallWords.Fresh + TimeSpan.FromSeconds(1), "Morgan")), Does.StartWith("on call 1 minute ago: Morgan"));
        Assert.That(OnCallWords.IsFresh(Old(TimeSpan.FromSeconds(-1)), Now), Is.False);
    });

    [Test]
    public void Many_are_counted_and_a_name_without_end_is_cut()
    {
        Assert.That(Beside(Live("A", "B", "C", "D", "E", "F", "G")), Is.EqualTo("on call now: A, B, C, D, E and 2 more"));
        Assert.That(Beside(Live(new string('x', 500))).Length, Is.LessThan(100));
    }

    [Test]
    public void Who_has_no_name_is_named_by_address() =>
        Assert.That(Beside(new OnCallView(OnCallRoster.Of([new("1", "avery@example.com", " ")]), Now, IsLive: true)), Is.EqualTo("on call now: avery@example.com"));

    private static string Beside(OnCallView view) => OnCallWords.Beside(view, Now);

    private static OnCallView Live(params string[] names) => new(Roster(names), Now, IsLive: true);

    private static OnCallView Old(TimeSpan age, params string[] names) => new(Roster(names), Now - age, IsLive: false);

    private static OnCallRoster Roster(string[] names) => OnCallRoster.Of(names.Select(name => new OnCallPerson(name, $"{name}@example.com", name)));
}
