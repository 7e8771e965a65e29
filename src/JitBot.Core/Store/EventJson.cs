using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.Emergencies;
using JitBot.Core.Holdings;
using JitBot.Core.Operations;
using JitBot.Core.People;

namespace JitBot.Core.Store;

/// <summary>How events stand in the log. Changing a name here is a change of format: golden lines in the tests hold it.</summary>
public static class EventJson
{
    private static readonly JsonSerializerOptions Options = Make();

    /// <summary>The line of an event, given its stored name.</summary>
    public static NewLine Line(AccessEvent happened) => new(NameOf(happened), happened.At, JsonSerializer.Serialize(happened, Options));

    /// <summary>The line of a holding's event.</summary>
    public static NewLine Line(HoldingEvent happened) => new(NameOf(happened), happened.At, JsonSerializer.Serialize(happened, Options));

    /// <summary>The line of an event of JitBot's own.</summary>
    public static NewLine Line(OperationsEvent happened) => new(NameOf(happened), happened.At, JsonSerializer.Serialize(happened, Options));

    /// <summary>The line of an event about people's accounts.</summary>
    public static NewLine Line(LinkingEvent happened) => new(NameOf(happened), happened.At, JsonSerializer.Serialize(happened, Options));

    /// <summary>The line of an event of the catalogue.</summary>
    public static NewLine Line(CatalogueEvent happened) => new(NameOf(happened), happened.At, JsonSerializer.Serialize(happened, Options));

    /// <summary>The line of a freeze of granting, or of its end.</summary>
    public static NewLine Line(FreezeEvent happened) => new(NameOf(happened), happened.At, JsonSerializer.Serialize(happened, Options));

    /// <summary>The line of an event about emergencies.</summary>
    public static NewLine Line(EmergencyEvent happened) => new(NameOf(happened), happened.At, JsonSerializer.Serialize(happened, Options));

    /// <summary>The event of a line about emergencies.</summary>
    public static EmergencyEvent ReadEmergency(StoredLine line) => JsonSerializer.Deserialize<EmergencyEvent>(line.Body, Options)! with { At = line.At };

    /// <summary>The event of a request's line.</summary>
    public static AccessEvent ReadAccess(StoredLine line) => JsonSerializer.Deserialize<AccessEvent>(line.Body, Options)! with { At = line.At };

    /// <summary>The event of a holding's line.</summary>
    public static HoldingEvent ReadHolding(StoredLine line) => JsonSerializer.Deserialize<HoldingEvent>(line.Body, Options)! with { At = line.At };

    /// <summary>The event of a line of JitBot's own.</summary>
    public static OperationsEvent ReadOperations(StoredLine line) => JsonSerializer.Deserialize<OperationsEvent>(line.Body, Options)! with { At = line.At };

    /// <summary>The event of a line about people's accounts.</summary>
    public static LinkingEvent ReadLinking(StoredLine line) => JsonSerializer.Deserialize<LinkingEvent>(line.Body, Options)! with { At = line.At };

    /// <summary>The event of a line of the catalogue.</summary>
    public static CatalogueEvent ReadCatalogue(StoredLine line) => JsonSerializer.Deserialize<CatalogueEvent>(line.Body, Options)! with { At = line.At };

    /// <summary>The event of a line about freezes.</summary>
    public static FreezeEvent ReadFreeze(StoredLine line) => JsonSerializer.Deserialize<FreezeEvent>(line.Body, Options)! with { At = line.At };

    private static string NameOf(object happened) => Names[happened.GetType()];

    private static readonly Type[] Kinds =
    [
        typeof(AccessEvent), typeof(HoldingEvent), typeof(OperationsEvent), typeof(LinkingEvent), typeof(CatalogueEvent), typeof(FreezeEvent), typeof(EmergencyEvent),
    ];

    private static readonly Dictionary<Type, string> Names = Kinds
        .SelectMany(kind => kind.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>())
        .ToDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            RespectRequiredConstructorParameters = true,
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new MomentConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
