namespace JitBot.Core.Audit.Ocsf;

/// <summary>What every event says of the schema it follows: the Open Cybersecurity Schema Framework, https://schema.ocsf.io/1.7.0.</summary>
public static class OcsfSchema
{
    /// <summary>The released version of the schema that is followed; newer ones only add to it and mark what is to go.</summary>
    public const string Version = "1.7.0";

    /// <summary>How the product calls itself, and whoever made it.</summary>
    public const string Product = "JitBot";

    /// <summary>How the log is called in which the events stood.</summary>
    public const string LogName = "audit";
}

/// <summary>How much an event matters, with the schema's own numbers: <c>severity_id</c> of https://schema.ocsf.io/1.7.0/classes/base_event.</summary>
public enum OcsfSeverity
{
    /// <summary>Nobody can say.</summary>
    Unknown = 0,

    /// <summary>Nothing needs to be done.</summary>
    Informational = 1,

    /// <summary>Somebody may want to know.</summary>
    Low = 2,

    /// <summary>Somebody should look.</summary>
    Medium = 3,

    /// <summary>Somebody should look soon.</summary>
    High = 4,

    /// <summary>Somebody must look now.</summary>
    Critical = 5,
}

/// <summary>What came of it, with the schema's own numbers: <c>status_id</c> of https://schema.ocsf.io/1.7.0/classes/base_event.</summary>
public enum OcsfOutcome
{
    /// <summary>Nobody can say.</summary>
    Unknown = 0,

    /// <summary>It was done.</summary>
    Success = 1,

    /// <summary>It was not done.</summary>
    Failure = 2,
}
