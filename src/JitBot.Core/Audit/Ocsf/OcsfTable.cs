using JitBot.Core.Store;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>What lines of a stream are about, and thus the <c>entity</c> of https://schema.ocsf.io/1.7.0/classes/entity_management.</summary>
public enum OcsfSubject
{
    /// <summary>A stream that is not known here.</summary>
    Unknown,

    /// <summary>One request.</summary>
    Request,

    /// <summary>One membership at a provider.</summary>
    Membership,

    /// <summary>JitBot itself.</summary>
    House,

    /// <summary>A person's accounts.</summary>
    Person,

    /// <summary>The catalogue.</summary>
    Catalogue,

    /// <summary>Whether anything is granted.</summary>
    Granting,

    /// <summary>An emergency and its review.</summary>
    Emergency,
}

/// <summary>Finds what a line is in the schema, by its stream and the name of its event.</summary>
public static class OcsfTable
{
    private static readonly OcsfMapping Unknown = new(OcsfActivity.Unknown, "A line that cannot be read, or of a kind that this version does not know.")
    {
        Severity = OcsfSeverity.Unknown,
        Outcome = OcsfOutcome.Unknown,
    };

    private static readonly string RequestPrefix = StreamId.Of(new Access.RequestId("")).Value;

    private static readonly string HoldingPrefix = StreamId.Of(new Holdings.HoldingId("")).Value;

    private static readonly Dictionary<OcsfSubject, IReadOnlyDictionary<string, OcsfMapping>> Tables = new()
    {
        [OcsfSubject.Request] = OcsfRequestTable.Mappings,
        [OcsfSubject.Membership] = OcsfHoldingTable.Mappings,
        [OcsfSubject.House] = OcsfHouseTables.Operations,
        [OcsfSubject.Person] = OcsfHouseTables.Links,
        [OcsfSubject.Catalogue] = OcsfHouseTables.Catalogue,
        [OcsfSubject.Granting] = OcsfHouseTables.Freezes,
        [OcsfSubject.Emergency] = OcsfHouseTables.Emergencies,
    };

    /// <summary>What the lines of a stream are about.</summary>
    public static OcsfSubject SubjectOf(string stream)
    {
        if (RequestOf(stream) is not null)
            return OcsfSubject.Request;
        if (stream.StartsWith(HoldingPrefix, StringComparison.Ordinal))
            return OcsfSubject.Membership;
        return Houses.GetValueOrDefault(stream);
    }

    /// <summary>The id of the request whose stream it is; null if it is no request's.</summary>
    public static string? RequestOf(string stream) => stream.StartsWith(RequestPrefix, StringComparison.Ordinal) ? stream[RequestPrefix.Length..] : null;

    /// <summary>What an event of this name is; null if this version does not know it.</summary>
    public static OcsfMapping? Find(OcsfSubject subject, string type) => Tables.GetValueOrDefault(subject)?.GetValueOrDefault(type);

    /// <summary>The names of the events that are known of it.</summary>
    public static IEnumerable<string> NamesOf(OcsfSubject subject) => Tables.GetValueOrDefault(subject)?.Keys ?? [];

    /// <summary>What an event of this name is; one that is not known is exported too, as such.</summary>
    public static OcsfMapping FindOrUnknown(OcsfSubject subject, string type) => Find(subject, type) ?? Unknown;

    private static readonly Dictionary<string, OcsfSubject> Houses = new()
    {
        [StreamId.Operations.Value] = OcsfSubject.House,
        [StreamId.Links.Value] = OcsfSubject.Person,
        [StreamId.Catalogue.Value] = OcsfSubject.Catalogue,
        [StreamId.Freezes.Value] = OcsfSubject.Granting,
        [StreamId.Emergencies.Value] = OcsfSubject.Emergency,
    };
}
