using JitBot.Core.OnCall;

namespace JitBot.Core.Tests.OnCall;

/// <summary>The line that says who is on call: it never says now of what is old.</summary>
[TestFixture]
public class OnCallWordsTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 2, 8, 50, 0, TimeSpan.Zero);

    [Test]
    public void Each_state_has_its_words() => Assert.Multiple(() =>
    {
        Assert.That(OnCallWords.Line([]), Is.Null);
        Assert.That(Line((OnCallView?)null), Is.EqualTo("Who is on call cannot be told at the moment."));
        Assert.That(Line(Live()), Is.EqualTo("Nobody is on call now."));
        Assert.That(Line(Live(), null), Is.EqualTo("Who is on call cannot be told at the moment."));
        Assert.That(Line(Old()), Is.EqualTo("Nobody was on call at 2026-03-02 08:50 UTC; who is now cannot be told at the moment."));
        Assert.That(Line(Live("Avery", "Morgan"), Live("Avery")), Is.EqualTo("On call now: Avery, Morgan."));
        Assert.That(Line(Live("Avery"), null), Is.EqualTo("On call now: Avery; not everybody can be told at the moment."));
        Assert.That(Line(Live("Avery"), Old("Morgan")), Is.EqualTo("On call at 2026-03-02 08:50 UTC: Avery, Morgan. Who is now cannot be told at the moment."));
    });

    [Test]
    public void Many_are_counted() =>
        Assert.That(Line(Live("A", "B", "C", "D", "E", "F", "G")), Is.EqualTo("On call now: A, B, C, D, E and 2 more."));

    [Test]
    public void Who_has_no_name_is_named_by_address() =>
        Assert.That(OnCallWords.Line([new OnCallView(OnCallRoster.Of([new("1", "avery@example.com", " ")]), Then, IsLive: true)])!.ToPlainText(), Is.EqualTo("On call now: avery@example.com."));

    private static string? Line(params OnCallView?[] views) => OnCallWords.Line(views)?.ToPlainText();

    private static OnCallView Live(params string[] names) => new(Roster(names), Then, IsLive: true);

    private static OnCallView Old(params string[] names) => new(Roster(names), Then, IsLive: false);

    private static OnCallRoster Roster(string[] names) => OnCallRoster.Of(names.Select(name => new OnCallPerson(name, $"{name}@example.com", name)));
}
