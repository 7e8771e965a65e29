using System.Text.Json;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>What an event of the log is in the schema; <paramref name="Message"/> is a sentence about it that names nobody.</summary>
public sealed record OcsfMapping(OcsfActivity Activity, string Message)
{
    /// <summary>How much it matters.</summary>
    public OcsfSeverity Severity { get; init; } = OcsfSeverity.Informational;

    /// <summary>What came of it.</summary>
    public OcsfOutcome Outcome { get; init; } = OcsfOutcome.Success;

    /// <summary>The fields of the body that may say who did it, the first that does counts. If none does it was JitBot itself.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>Whether it was the requester if no field says who did it.</summary>
    public bool IsByRequester { get; init; }

    /// <summary>What it is instead if its body says so; the first that fits counts.</summary>
    public IReadOnlyList<OcsfVariant> Variants { get; init; } = [];

    /// <summary>What it is with this body.</summary>
    public OcsfMapping For(JsonElement? body) => Variants.FirstOrDefault(variant => variant.Fits(body))?.Mapping ?? this;
}

/// <summary>What an event is if this field of its body has this value.</summary>
public sealed record OcsfVariant(string Field, string Value, OcsfMapping Mapping)
{
    /// <summary>Whether the body says so.</summary>
    public bool Fits(JsonElement? body) => body.Field(Field)?.Said() == Value;
}
