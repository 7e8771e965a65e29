namespace JitBot.Core.Audit.Ocsf;

/// <summary>A class of events, by the schema's numbers and captions: https://schema.ocsf.io/1.7.0/classes.</summary>
public sealed record OcsfClass(int Category, string CategoryName, int Uid, string Name)
{
    private const int Iam = 3;
    private const string IamName = "Identity & Access Management";

    /// <summary>What fits no other class: https://schema.ocsf.io/1.7.0/classes/base_event.</summary>
    public static OcsfClass BaseEvent { get; } = new(0, "Uncategorized", 0, "Base Event");

    /// <summary>Somebody's sessions: https://schema.ocsf.io/1.7.0/classes/authentication.</summary>
    public static OcsfClass Authentication { get; } = new(Iam, IamName, 3002, "Authentication");

    /// <summary>Requests, rules and links, which are made and changed: https://schema.ocsf.io/1.7.0/classes/entity_management.</summary>
    public static OcsfClass EntityManagement { get; } = new(Iam, IamName, 3004, "Entity Management");

    /// <summary>What a person may do, as JitBot grants it: https://schema.ocsf.io/1.7.0/classes/user_access.</summary>
    public static OcsfClass UserAccess { get; } = new(Iam, IamName, 3005, "User Access Management");

    /// <summary>Who is in a group, at the provider: https://schema.ocsf.io/1.7.0/classes/group_management.</summary>
    public static OcsfClass GroupManagement { get; } = new(Iam, IamName, 3006, "Group Management");

    /// <summary>Troubles of JitBot itself: https://schema.ocsf.io/1.7.0/classes/application_error.</summary>
    public static OcsfClass ApplicationError { get; } = new(6, "Application Activity", 6008, "Application Error");
}
