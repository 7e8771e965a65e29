using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Audit.Ocsf;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.Emergencies;
using JitBot.Core.Holdings;
using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Audit.Ocsf;

/// <summary>A log that is written by hand, line by line, a second apart, and exported.</summary>
internal sealed class OcsfStory
{
    public const string Version = "1.0.0";

    private readonly List<StoredLine> _stored = [];
    private readonly Dictionary<string, string> _texts = [];
    private ChainHead _head = AuditChain.Empty(AuditChain.Only);

    public List<SealedLine> Lines { get; } = [];

    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>When the next line is written.</summary>
    public DateTimeOffset Now => ChainFixture.At.AddSeconds(Lines.Count);

    public PersonRef Person(string name) =>
        new(new PersonId($"p-{name.ToLowerInvariant()}"), Text(name, Core.People.Person.IdentityText($"{name} Doe", $"{name.ToLowerInvariant()}@example.com")));

    public string Text(string owner, string text)
    {
        var personal = new PersonalText(new PersonId(owner), $"salt of {owner}", text);
        _texts[personal.Hash] = text;
        return personal.Hash;
    }

    public static AccountId Account(string name) => new("Chat", "T1", $"U-{name}");

    public void Write(RequestId request, params IEnumerable<AccessEvent> events) => Write(StreamId.Of(request), events.Select(EventJson.Line));

    public void Write(HoldingKey key, params IEnumerable<HoldingEvent> events) => Write(StreamId.Of(key.Id), events.Select(EventJson.Line));

    public void Write(params IEnumerable<FreezeEvent> events) => Write(StreamId.Freezes, events.Select(EventJson.Line));

    public void Write(params IEnumerable<EmergencyEvent> events) => Write(StreamId.Emergencies, events.Select(EventJson.Line));

    public void Write(params IEnumerable<CatalogueEvent> events) => Write(StreamId.Catalogue, events.Select(EventJson.Line));

    public void Write(params IEnumerable<LinkingEvent> events) => Write(StreamId.Links, events.Select(EventJson.Line));

    public void Write(params IEnumerable<OperationsEvent> events) => Write(StreamId.Operations, events.Select(EventJson.Line));

    /// <summary>Every line as it is exported, each with what its stream tells.</summary>
    public IReadOnlyList<string> Export() => [.. Lines.Select(line => new OcsfEvent(
        new ExportedLine(line), StreamFacts.Of(_stored.Where(other => other.Stream == line.Stream)), Version).ToJson(_texts))];

    private void Write(StreamId stream, IEnumerable<NewLine> lines)
    {
        foreach (var line in lines)
        {
            var version = _stored.Count(other => other.Stream == stream.Value) + 1;
            var stored = new StoredLine(AuditChain.Only, Lines.Count + 1, Now, stream.Value, version, line.Type, line.Body);
            var bytes = AuditChain.BytesOf(stored);
            _head = AuditChain.Follow(_head, bytes);
            _stored.Add(stored);
            Lines.Add(new SealedLine(stored.Chain, stored.Sequence, stored.Stream, version, bytes, _head.Hash));
        }
    }
}
