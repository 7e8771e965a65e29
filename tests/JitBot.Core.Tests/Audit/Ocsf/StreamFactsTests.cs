using JitBot.Core.Audit;
using JitBot.Core.Audit.Ocsf;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Audit.Ocsf;

/// <summary>What a stream tells is the same however it is read, and no more is kept of it than that.</summary>
public class StreamFactsTests
{
    private static readonly StoredLine[] Lines =
    [
        Line(1, "claimed", """{"request":"r-1","key":{"provider":"Directory","resource":"group-1","subject":"riley"}}"""),
        Line(2, "add-answered", "no JSON, and nobody asks it"),
        Line(3, "claimed", """{"request":"r-2","key":{"provider":"Directory","resource":"group-1","subject":"riley"}}"""),
        Line(4, "left", """{"requests":["r-1"]}"""),
        Line(5, "seen", "{}"),
        Line(6, "claims-failed", """{"requests":["r-2"]}"""),
    ];

    [TestCase(1, "r-1")]
    [TestCase(2, "r-1")]
    [TestCase(3, "r-1", "r-2")]
    [TestCase(4, "r-2")]
    [TestCase(5, "r-2")]
    [TestCase(6)]
    public void A_line_is_about_the_requests_that_need_the_membership_then(long version, params string[] requests) =>
        Assert.That(StreamFacts.Of(Lines).RequestsAt(version), Is.EqualTo(requests));

    [Test]
    public void Reading_on_tells_what_reading_at_once_does()
    {
        var facts = StreamFacts.Of(Lines.Take(3));
        Assert.That(facts.ReadTo, Is.EqualTo(3));
        foreach (var line in Lines.Skip(3))
            facts.Add(line);
        Assert.That(Enumerable.Range(0, 8).Select(version => facts.RequestsAt(version)), Is.EqualTo(Enumerable.Range(0, 8).Select(version => StreamFacts.Of(Lines).RequestsAt(version))));
        Assert.That((facts.ReadTo, facts.Provider, facts.Resource, facts.Subject), Is.EqualTo((6L, "Directory", "group-1", "riley")));
    }

    [Test]
    public void Lines_that_tell_nothing_weigh_nothing()
    {
        var facts = StreamFacts.Of(Enumerable.Range(1, 50_000).Select(version => Line(version, "refused", "{}")));
        Assert.That((facts.ReadTo, facts.Weight), Is.EqualTo((50_000L, 1)));
    }

    private static StoredLine Line(long version, string type, string body) => new(AuditChain.Only, version, ChainFixture.At, "holding/h", version, type, body);
}
