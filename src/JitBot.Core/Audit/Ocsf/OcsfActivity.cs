namespace JitBot.Core.Audit.Ocsf;

/// <summary>What happened within a class, by the number and caption of the class's <c>activity_id</c>; the pages are named at <see cref="OcsfClass"/>.</summary>
public sealed record OcsfActivity(OcsfClass Class, int Id, string Name)
{
    private const int UnknownId = 0;
    private const int OtherId = 99;

    /// <summary>How many numbers a class has for its activities: <c>type_uid</c> of https://schema.ocsf.io/1.7.0/classes/base_event.</summary>
    private const int TypesOfAClass = 100;

    /// <summary>A line that cannot be read, or of a kind not known here.</summary>
    public static OcsfActivity Unknown { get; } = new(OcsfClass.BaseEvent, UnknownId, "Unknown");

    /// <summary>A session was ended.</summary>
    public static OcsfActivity Logoff { get; } = new(OcsfClass.Authentication, 2, "Logoff");

    /// <summary>Something came to be.</summary>
    public static OcsfActivity Create { get; } = new(OcsfClass.EntityManagement, 1, "Create");

    /// <summary>Something was looked at.</summary>
    public static OcsfActivity Read { get; } = new(OcsfClass.EntityManagement, 2, "Read");

    /// <summary>Something is different now.</summary>
    public static OcsfActivity Update { get; } = new(OcsfClass.EntityManagement, 3, "Update");

    /// <summary>Something is no more.</summary>
    public static OcsfActivity Delete { get; } = new(OcsfClass.EntityManagement, 4, "Delete");

    /// <summary>Something works no more for now.</summary>
    public static OcsfActivity Suspend { get; } = new(OcsfClass.EntityManagement, 12, "Suspend");

    /// <summary>Something works again.</summary>
    public static OcsfActivity Resume { get; } = new(OcsfClass.EntityManagement, 13, "Resume");

    /// <summary>A person may do something.</summary>
    public static OcsfActivity AssignPrivileges { get; } = new(OcsfClass.UserAccess, 1, "Assign Privileges");

    /// <summary>A person may do it no more.</summary>
    public static OcsfActivity RevokePrivileges { get; } = new(OcsfClass.UserAccess, 2, "Revoke Privileges");

    /// <summary>Somebody is in a group.</summary>
    public static OcsfActivity AddUser { get; } = new(OcsfClass.GroupManagement, 3, "Add User");

    /// <summary>Somebody is in it no more.</summary>
    public static OcsfActivity RemoveUser { get; } = new(OcsfClass.GroupManagement, 4, "Remove User");

    /// <summary>JitBot is in trouble.</summary>
    public static OcsfActivity GeneralError { get; } = new(OcsfClass.ApplicationError, 1, "General Error");

    /// <summary>Something for which the class has no number: the event's own name is its <c>activity_name</c>.</summary>
    public static OcsfActivity Other(OcsfClass within) => new(within, OtherId, "Other");

    /// <summary>Whether the schema has no number for it.</summary>
    public bool IsOther => Id == OtherId;

    /// <summary>Class and activity in one number, <c>type_uid</c>.</summary>
    public long TypeUid => (long)Class.Uid * TypesOfAClass + Id;
}
