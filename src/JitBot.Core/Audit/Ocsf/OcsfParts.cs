using System.Text.Json;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>
/// Who and what an event is about: the objects that its class asks for and those that it knows besides. The pages of the objects are named where they are written.
/// </summary>
internal sealed class OcsfParts(ExportedLine line, StreamFacts facts, OcsfSubject subject)
{
    /// <summary><c>type_id</c> of https://schema.ocsf.io/1.7.0/objects/managed_entity: a user.</summary>
    private const int UserType = 2;

    /// <summary>The same: a policy.</summary>
    private const int PolicyType = 5;

    /// <summary>The same: something of our own, named by <c>type</c>.</summary>
    private const int OtherType = 99;

    /// <summary>The fields that may say whose accounts a line is about; the first that does counts.</summary>
    private static readonly string[] Owners = ["given", "to", "by"];

    /// <summary>The requests that it is about: the one it names or is a line of, or those for which a membership is wanted then.</summary>
    public IReadOnlyList<string> Requests { get; } = RequestsOf(line, facts);

    /// <summary>Whether everything is known that this class asks for.</summary>
    public bool CanBe(OcsfClass within) => within.Uid switch
    {
        _ when within == OcsfClass.GroupManagement => facts is { Resource: not null, Subject: not null },
        _ when within == OcsfClass.UserAccess => facts.EntitlementId is not null && OcsfPeople.IsSomebody(facts.Requester),
        _ when within == OcsfClass.Authentication => OcsfPeople.IsSomebody(facts.Requester),
        _ when within == OcsfClass.EntityManagement => subject switch
        {
            OcsfSubject.Person => OcsfPeople.IsSomebody(Owner),
            OcsfSubject.Emergency => Requests.Count == 1,
            _ => true,
        },
        _ => true,
    };

    /// <summary>Writes them into the event.</summary>
    public void Write(Utf8JsonWriter json, OcsfMapping mapping, IReadOnlyDictionary<string, string> texts)
    {
        var within = mapping.Activity.Class;
        if (within == OcsfClass.BaseEvent || within == OcsfClass.ApplicationError)
            return;
        WriteActor(json, mapping, texts);
        if (within == OcsfClass.GroupManagement)
            WriteMembership(json);
        else if (within == OcsfClass.EntityManagement)
            WriteEntity(json, texts);
        else
            OcsfPeople.Write(json, "user", facts.Requester, facts.Subject, texts);
        if (within == OcsfClass.UserAccess)
            WritePrivileges(json);
    }

    private JsonElement? Owner => Owners.Select(name => line.Body.Field(name)).FirstOrDefault(OcsfPeople.IsSomebody);

    private static IReadOnlyList<string> RequestsOf(ExportedLine line, StreamFacts facts)
    {
        if ((OcsfTable.RequestOf(line.Line.Stream) ?? line.Body.Field("request").Words()) is { } one)
            return [one];
        return line.Body.Field("requests") is { ValueKind: JsonValueKind.Array } several
            ? [.. several.EnumerateArray().Select(each => ((JsonElement?)each).Words()).OfType<string>()]
            : facts.RequestsAt(line.Line.Version);
    }

    /// <summary>https://schema.ocsf.io/1.7.0/objects/actor.</summary>
    private void WriteActor(Utf8JsonWriter json, OcsfMapping mapping, IReadOnlyDictionary<string, string> texts)
    {
        var actor = mapping.Actors.Select(field => line.Body.Field(field)).FirstOrDefault(OcsfPeople.IsSomebody)
            ?? (mapping.IsByRequester && OcsfPeople.IsSomebody(facts.Requester) ? facts.Requester : null);
        json.WriteStartObject("actor");
        if (actor is null)
            json.WriteString("app_name", OcsfSchema.Product);
        else
            OcsfPeople.Write(json, "user", actor, subject: null, texts);
        json.WriteEndObject();
    }

    private void WriteMembership(Utf8JsonWriter json)
    {
        WriteGroup(json);
        json.WriteStartObject("user");
        json.WriteString("uid", facts.Subject);
        WriteDomain(json);
        json.WriteEndObject();
    }

    /// <summary>https://schema.ocsf.io/1.7.0/objects/group; the provider is the domain in which it exists.</summary>
    private void WriteGroup(Utf8JsonWriter json)
    {
        json.WriteStartObject("group");
        json.WriteString("uid", facts.Resource);
        WriteDomain(json);
        json.WriteEndObject();
    }

    private void WriteDomain(Utf8JsonWriter json)
    {
        if (facts.Provider is { } provider)
            json.WriteString("domain", provider);
    }

    /// <summary>What the person may do is the entitlement; https://schema.ocsf.io/1.7.0/objects/resource_details is what it gives access to.</summary>
    private void WritePrivileges(Utf8JsonWriter json)
    {
        json.WriteStartArray("privileges");
        json.WriteStringValue(facts.EntitlementId);
        json.WriteEndArray();
        if (facts.Resource is not { } resource)
            return;
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("uid", resource);
        if (facts.EntitlementName is { } name)
            json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>https://schema.ocsf.io/1.7.0/objects/managed_entity, and what somebody wrote about it as the <c>comment</c>.</summary>
    private void WriteEntity(Utf8JsonWriter json, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject("entity");
        switch (subject)
        {
            case OcsfSubject.Request:
                WriteNames(json, OtherType, "Access request", Requests[0], facts.EntitlementName);
                if (OcsfPeople.IsSomebody(facts.Requester))
                    OcsfPeople.Write(json, "user", facts.Requester, facts.Subject, texts);
                if (facts.Resource is not null)
                    WriteGroup(json);
                break;
            case OcsfSubject.Person:
                json.WriteNumber("type_id", UserType);
                json.WriteString("type", "User");
                OcsfPeople.Write(json, "user", Owner, subject: null, texts);
                break;
            case OcsfSubject.Catalogue:
                WriteCatalogue(json);
                break;
            case OcsfSubject.Emergency:
                WriteNames(json, OtherType, "Emergency", Requests[0], name: null);
                break;
            default:
                WriteNames(json, OtherType, "Granting", "granting", "Granting");
                break;
        }

        json.WriteEndObject();
        if (line.WordsKept(texts) is { } words)
            json.WriteString("comment", words);
    }

    private static void WriteNames(Utf8JsonWriter json, int typeId, string type, string id, string? name)
    {
        json.WriteNumber("type_id", typeId);
        json.WriteString("type", type);
        json.WriteString("uid", id);
        if (name is not null)
            json.WriteString("name", name);
    }

    /// <summary>The catalogue is one policy, each edition a version of it: https://schema.ocsf.io/1.7.0/objects/policy.</summary>
    private void WriteCatalogue(Utf8JsonWriter json)
    {
        WriteNames(json, PolicyType, "Policy", "catalogue", "Catalogue");
        var edition = line.Body.Field("version").Words();
        if (edition is not null)
            json.WriteString("version", edition);
        json.WriteStartObject("policy");
        json.WriteString("uid", "catalogue");
        json.WriteString("name", "Catalogue");
        if (edition is not null)
            json.WriteString("version", edition);
        json.WriteEndObject();
    }
}
