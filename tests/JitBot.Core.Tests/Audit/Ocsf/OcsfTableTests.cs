using System.Reflection;
using System.Text.Json.Serialization;
using JitBot.Core.Access;
using JitBot.Core.Audit.Ocsf;
using JitBot.Core.Catalogue;
using JitBot.Core.Emergencies;
using JitBot.Core.Holdings;
using JitBot.Core.Operations;
using JitBot.Core.People;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Audit.Ocsf;

/// <summary>Every event that can stand in the log is something in the schema, on purpose.</summary>
public class OcsfTableTests
{
    private static readonly Dictionary<Type, OcsfSubject> Subjects = new()
    {
        [typeof(AccessEvent)] = OcsfTable.SubjectOf(StreamId.Of(new RequestId("r-1")).Value),
        [typeof(HoldingEvent)] = OcsfTable.SubjectOf(StreamId.Of(new HoldingId("h")).Value),
        [typeof(OperationsEvent)] = OcsfTable.SubjectOf(StreamId.Operations.Value),
        [typeof(LinkingEvent)] = OcsfTable.SubjectOf(StreamId.Links.Value),
        [typeof(CatalogueEvent)] = OcsfTable.SubjectOf(StreamId.Catalogue.Value),
        [typeof(FreezeEvent)] = OcsfTable.SubjectOf(StreamId.Freezes.Value),
        [typeof(EmergencyEvent)] = OcsfTable.SubjectOf(StreamId.Emergencies.Value),
    };

    /// <summary>Whatever has names for the log's lines, so that a new kind of stream is found, too.</summary>
    private static IEnumerable<Type> Kinds => typeof(AccessEvent).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false) is { TypeDiscriminatorPropertyName: "event" });

    [TestCaseSource(nameof(Kinds))]
    public void Every_event_of_the_log_is_something_in_the_schema(Type kind)
    {
        Assert.That(Subjects, Does.ContainKey(kind), "a stream that the table does not know");
        Assert.That(NamesOf(kind).Where(name => OcsfTable.Find(Subjects[kind], name) is null), Is.Empty);
    }

    [Test]
    public void The_table_has_no_event_that_no_log_has()
    {
        Assert.That(Kinds, Is.EquivalentTo(Subjects.Keys));
        Assert.Multiple(() =>
        {
            foreach (var (kind, subject) in Subjects)
                Assert.That(OcsfTable.NamesOf(subject), Is.EquivalentTo(NamesOf(kind)), kind.Name);
        });
    }

    private static IEnumerable<string> NamesOf(Type kind) =>
        kind.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(each => (string)each.TypeDiscriminator!);
}
