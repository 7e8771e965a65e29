using System.Text;
using System.Text.Json.Nodes;
using JitBot.Core.Audit;
using JitBot.Core.Audit.Ocsf;
using JitBot.Core.Tests.Audit.Ocsf;

namespace JitBot.Core.Tests.Audit;

/// <summary>Half a surrogate pair is good JSON and no text: a line into which somebody wrote one is exported in every format.</summary>
public class HalfSurrogateTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [TestCase("""{"type":"\ud800","body":{}}""")]
    [TestCase("""{"\ud800":1,"type":"asked","body":{}}""")]
    [TestCase("""{"at":"\ud800","type":"asked","body":{}}""")]
    [TestCase("""{"type":"asked","body":"\ud800"}""")]
    [TestCase("""{"type":"asked","body":{"justification":"\ud800"}}""")]
    [TestCase("""{"type":"asked","body":{"\ud800":1}}""")]
    [TestCase("""{"type":"asked","body":{"requester":{"id\udfff":1,"id":"p-1"}}}""")]
    [TestCase("""{"type":"asked","body":{"requester":{"id":"p","identity":"\ud800"}}}""")]
    [TestCase("""{"type":"asked","body":{"terms":{"entitlementId":"\ud800"}}}""")]
    [TestCase("""{"type":"asked","body":{"terms":{"\ud800":"","entitlementId":"prod-db"}}}""")]
    [TestCase("""{"type":"prepared","body":{"subject":"\ud800"}}""")]
    [TestCase("""{"type":"ended","body":{"how":"\ud800"}}""")]
    [TestCase("""{"type":"add-answered","body":{"verdict":"\ud800"}}""", "holding/h")]
    [TestCase("""{"type":"claimed","body":{"request":"\ud800","key":{"subject":"\ud800"}}}""", "holding/h")]
    [TestCase("""{"type":"left","body":{"requests":["\ud800"]}}""", "holding/h")]
    [TestCase("""{"type":"people-linked","body":{"typed":{"account":{"platform":"\ud800"}}}}""", "links")]
    [TestCase("""{"type":"alert-raised","body":{"condition":{"condition":"\ud800"}}}""", "operations")]
    public void A_line_with_half_a_surrogate_pair_is_exported_in_every_format(string bytes, string stream = "request/r-1")
    {
        var sealedLine = new SealedLine(1, 7, stream, 3, Encoding.UTF8.GetBytes(bytes), "00");
        var line = new ExportedLine(sealedLine);
        var happened = new OcsfEvent(line, StreamFacts.Of([line]), OcsfStory.Version).ToJson(Nothing);

        Assert.That(OcsfRequirements.Faults(happened), Is.Empty, happened);
        Assert.That((string?)JsonNode.Parse(happened)!["raw_data"], Is.EqualTo(bytes));
        Assert.That(line.ToCells(Nothing), Has.Count.EqualTo(ExportedLine.Columns.Count));
        Assert.That(line.ToJson(Nothing), Does.Contain(bytes));
    }

    [Test]
    public void Whatever_else_such_a_line_says_is_still_read()
    {
        const string hash = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        const string body = $$$"""{"justification":"{{{hash}}}","requester":{"id":"p-1"},"terms":{"entitlementId":"prod-db","\ud800":1},"\ud800":{"x":"\ud800"}}""";
        var line = new ExportedLine(new SealedLine(1, 1, "request/r-1", 1, Encoding.UTF8.GetBytes($$"""{"\ud800":0,"type":"asked","body":{{body}}}"""), "00"));
        var facts = StreamFacts.Of([line]);

        Assert.That((line.Type, facts.EntitlementId), Is.EqualTo(("asked", "prod-db")));
        Assert.That(line.ToCells(Nothing)[7], Is.EqualTo("prod-db"));
        Assert.That(line.Hashes, Is.EqualTo([hash]));
        Assert.That(new OcsfEvent(line, facts, OcsfStory.Version).ToJson(Nothing), Does.Contain("\"user\":{\"uid\":\"p-1\"}"));
    }
}
