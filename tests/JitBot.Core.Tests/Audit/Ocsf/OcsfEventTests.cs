using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Audit.Ocsf;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Emergencies;
using JitBot.Core.Holdings;
using JitBot.Core.Operations;
using JitBot.Core.People;

namespace JitBot.Core.Tests.Audit.Ocsf;

/// <summary>A log as events of the schema: a story as a whole, and lines that somebody changed.</summary>
public class OcsfEventTests
{
    private static readonly RequestId First = new("r-0000000001");
    private static readonly RequestId Second = new("r-0000000002");
    private static readonly RequestId Third = new("r-0000000003");
    private static readonly HoldingKey Key = new("Directory", "group-1", "subject-riley");
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public void A_story_from_request_to_freeze_is_as_approved()
    {
        var story = Story();
        var text = new JsonArray([.. story.Export().Select(line => JsonNode.Parse(line))]).ToJsonString(Readable) + "\n";
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "Approved", "story.json");
        if (Environment.GetEnvironmentVariable("JITBOT_APPROVE") == "1")
            File.WriteAllText(file, text);
        Assert.That(text, Is.EqualTo(File.ReadAllText(file)), "no longer what was approved: look at it with JITBOT_APPROVE=1");
    }

    [Test]
    public void Every_event_of_the_story_has_what_the_schema_asks_for() => Assert.Multiple(() =>
    {
        foreach (var line in Story().Export())
            Assert.That(OcsfRequirements.Faults(line), Is.Empty, line);
    });

    [TestCaseSource(nameof(Everything))]
    public void Every_event_of_the_log_is_one_that_the_schema_knows(OcsfSubject subject, string type)
    {
        var story = Story();
        var stream = story.Lines.First(line => OcsfTable.SubjectOf(line.Stream) == subject).Stream;
        var facts = StreamFacts.Of(story.Lines.Where(line => line.Stream == stream).Select(line => new ExportedLine(line)));
        const string body = """{"by":{"id":"p-1"},"to":{"id":"p-1"},"given":{"id":"p-1"},"request":"r-1"}""";
        var bytes = Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"body\":{body}}}");
        var line = new OcsfEvent(new ExportedLine(new SealedLine(1, 1, stream, 1, bytes, "00")), facts, OcsfStory.Version).ToJson(new Dictionary<string, string>());
        Assert.That(OcsfRequirements.Faults(line), Is.Empty, line);
        Assert.That((int)JsonNode.Parse(line)!["class_uid"]!, Is.Not.Zero, "a fitting class, not the base of all");
    }

    private static IEnumerable<object[]> Everything =>
        Enum.GetValues<OcsfSubject>().SelectMany(subject => OcsfTable.NamesOf(subject).Select(type => new object[] { subject, type }));

    [Test]
    public void The_chain_can_be_followed_in_the_events()
    {
        var story = Story();
        var head = AuditChain.Empty(AuditChain.Only).Hash;
        foreach (var (line, sealedLine) in story.Export().Zip(story.Lines))
        {
            var happened = JsonNode.Parse(line)!;
            head = AuditChain.Next(head, Encoding.UTF8.GetBytes((string)happened["raw_data"]!));
            Assert.That((string?)happened["unmapped"]!["hash"], Is.EqualTo(head));
            Assert.That((long?)happened["metadata"]!["sequence"], Is.EqualTo(sealedLine.Sequence));
        }
    }

    [Test]
    public void Somebody_who_was_forgotten_is_an_id_and_what_they_wrote_is_gone()
    {
        var story = Story();
        var line = new OcsfEvent(new ExportedLine(story.Lines[1]), new StreamFacts(), OcsfStory.Version).ToJson(new Dictionary<string, string>());
        Assert.That(line, Does.Contain("\"user\":{\"uid\":\"p-riley\"}").And.Contain("\"erased\":true").And.Not.Contain("Riley").And.Not.Contain("comment"));
        Assert.That(OcsfRequirements.Faults(line), Is.Empty);
    }

    [TestCase("no JSON at all", "request/r-1", 0)]
    [TestCase("[]", "request/r-1", 0)]
    [TestCase("{}", "nobody's stream", 0)]
    [TestCase("""{"type":"of the future","body":{}}""", "request/r-1", 0)]
    [TestCase("""{"type":5,"body":7}""", "links", 0)]
    [TestCase("""{"type":"ended","body":{}}""", "request/r-1", 99)]
    [TestCase("""{"type":"add-answered","body":{"requests":[5,null],"request":[]}}""", "holding/h", 99)]
    [TestCase("""{"type":"signed-out","body":null}""", "request/r-1", 99)]
    [TestCase("""{"type":"people-linked","body":{"given":"somebody"}}""", "links", 99)]
    [TestCase("""{"type":"emergency-taken","body":{"by":{"id":9}}}""", "emergencies", 99)]
    [TestCase("""{"type":"approved","body":{"approver":{"id":"\ud800"},"why":"\ud800"}}""", "request/r-1", 300403)]
    public void A_line_that_somebody_changed_is_an_event_too(string bytes, string stream, long type)
    {
        var sealedLine = new SealedLine(1, 7, stream, 3, Encoding.UTF8.GetBytes(bytes), "00");
        var exported = new ExportedLine(sealedLine);
        var line = new OcsfEvent(exported, StreamFacts.Of([exported]), OcsfStory.Version).ToJson(new Dictionary<string, string>());
        var happened = JsonNode.Parse(line)!;
        Assert.That(OcsfRequirements.Faults(line), Is.Empty, line);
        Assert.That(((long?)happened["type_uid"], (string?)happened["raw_data"]), Is.EqualTo((type, bytes)));
    }

    [Test]
    public void Bytes_that_are_no_text_are_kept_as_they_are()
    {
        var line = new OcsfEvent(new ExportedLine(new SealedLine(1, 7, "links", 3, [0xFF, 0x00], "00")), new StreamFacts(), OcsfStory.Version).ToJson(new Dictionary<string, string>());
        Assert.That((string?)JsonNode.Parse(line)!["unmapped"]!["bytes"], Is.EqualTo("/wA="));
        Assert.That(OcsfRequirements.Faults(line), Is.Empty, line);
    }

    private static OcsfStory Story()
    {
        var story = new OcsfStory();
        story.Write(new CatalogueEvent.InForce("edition-1", story.Text("catalogue", "the catalogue"), [], []));
        Ordinary(story);
        Emergency(story);
        Freeze(story);
        return story;
    }

    private static void Ordinary(OcsfStory story)
    {
        var (riley, avery) = (story.Person("Riley"), story.Person("Avery"));
        story.Write(
            First, Asked(story, riley, "nightly export fails"), new AccessEvent.Prepared(Key.Subject), new AccessEvent.Approved(avery, [], story.Now),
            new AccessEvent.GrantBegun(story.Now.AddHours(1)));
        story.Write(
            Key, new HoldingEvent.Claimed(First, Key, story.Now.AddHours(1)), new HoldingEvent.AttemptBegun(1, ProviderCall.Add, story.Now, story.Now),
            new HoldingEvent.AttemptFailed(1, ProviderCall.Add, Failing.NotDone, "429 from the provider", story.Now, MustWait: true),
            new HoldingEvent.AddAnswered(2, AlreadyThere: false, Ownership.Ours), new HoldingEvent.Confirmed([First], Standing: false));
        story.Write(
            First, new AccessEvent.GrantConfirmed(Standing: false, story.Now.AddHours(1)),
            new AccessEvent.Refused("approve", OcsfStory.Account("guest"), null, Refusal.Guest), new AccessEvent.RevocationBegun(EndCause.Returned));
        story.Write(
            Key, new HoldingEvent.Released(First, Key, Early: false), new HoldingEvent.RemoveAnswered(3, WasAbsent: false, null),
            new HoldingEvent.Left([First], Leaving.Removed), new HoldingEvent.Settled());
        story.Write(First, new AccessEvent.Ended(Leaving.Removed), new AccessEvent.SignedOut());
    }

    private static void Emergency(OcsfStory story)
    {
        var (riley, avery, morgan) = (story.Person("Riley"), story.Person("Avery"), story.Person("Morgan"));
        story.Write(Second, Asked(story, riley, "the database is down"), new AccessEvent.Prepared(Key.Subject));
        story.Write(new EmergencyEvent.Taken(Second, riley, "crew", story.Now.AddDays(1)));
        story.Write(Second, new AccessEvent.GlassBroken(story.Text("riley", "nobody answers"), TimeSpan.FromHours(1), story.Now.AddDays(1)));
        story.Write(Second, new AccessEvent.Reviewed(avery, story.Text("avery", "it was needed")), new AccessEvent.Reviewed(morgan, story.Text("morgan", "yes")));
        story.Write(new EmergencyEvent.Reviewed(Second));
        story.Write(Third, Asked(story, morgan, "out of curiosity"), new AccessEvent.Denied(avery, story.Text("avery", "ask the owner first")));
    }

    private static void Freeze(OcsfStory story)
    {
        var (olga, oscar) = (story.Person("Olga"), story.Person("Oscar"));
        story.Write(
            new FreezeEvent.Frozen(olga, OcsfStory.Account("olga"), story.Text("olga", "too many requests")), new FreezeEvent.ThawAsked(olga, OcsfStory.Account("olga")),
            new FreezeEvent.Thawed(oscar, OcsfStory.Account("oscar"), olga));
        story.Write(new OperationsEvent.Raised(new Condition.DiskFull("box"), story.Now));
        story.Write(new LinkingEvent.Linked(
            new LinkParty(olga, OcsfStory.Account("olga")), new LinkParty(oscar, new AccountId("Other", "T2", "U-olga")), LinkProof.CodeTypedWithTheOther, story.Now));
    }

    private static AccessEvent.Asked Asked(OcsfStory story, PersonRef who, string why) => new(
        who, OcsfStory.Account("riley"), Terms, TimeSpan.FromHours(1), story.Text("riley", why), "handle");

    private static Terms Terms { get; } =
        new("prod-db", "Production database", Key.Provider, Key.Resource, "careful", [new Rule.Everyone()], TimeSpan.FromHours(8), TimeSpan.FromHours(4), 10);

    private static string Here([CallerFilePath] string here = "") => here;
}
