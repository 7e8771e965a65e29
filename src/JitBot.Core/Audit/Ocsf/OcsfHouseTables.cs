using static JitBot.Core.Audit.Ocsf.OcsfActivity;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>
/// The events that belong to the house and to no request: people's accounts, the catalogue, freezes and the ledger of emergencies are entities that are managed,
/// https://schema.ocsf.io/1.7.0/classes/entity_management; JitBot's own troubles are https://schema.ocsf.io/1.7.0/classes/application_error.
/// </summary>
internal static class OcsfHouseTables
{
    private static readonly OcsfActivity Note = Other(OcsfClass.EntityManagement);

    private static readonly OcsfActivity Trouble = Other(OcsfClass.ApplicationError);

    /// <summary>What JitBot has told about itself.</summary>
    public static IReadOnlyDictionary<string, OcsfMapping> Operations { get; } = new Dictionary<string, OcsfMapping>
    {
        ["alert-raised"] = new(GeneralError, "Something is not as it should be.") { Severity = OcsfSeverity.Medium, Outcome = OcsfOutcome.Failure },
        ["alert-repeated"] = new(GeneralError, "Something is still not as it should be.") { Severity = OcsfSeverity.Medium, Outcome = OcsfOutcome.Failure },
        ["alert-cleared"] = new(Trouble, "It is as it should be again."),
        ["trouble-passed"] = new(Trouble, "Something was not as it should be and could not be told while it lasted."),
        ["recovery-began"] = new(GeneralError, "The database is older than what was published of it: nothing is granted.") { Severity = OcsfSeverity.Critical, Outcome = OcsfOutcome.Failure },
        ["restore-accepted"] = new(Trouble, "An operator accepted the older database.") { Severity = OcsfSeverity.High },
    };

    /// <summary>Which accounts were shown to be one person's.</summary>
    public static IReadOnlyDictionary<string, OcsfMapping> Links { get; } = new Dictionary<string, OcsfMapping>
    {
        ["link-code-given"] = new(Note, "An account was given a code to link another with.") { Actors = ["to"] },
        ["link-code-seen"] = new(Note, "A code was typed where others read it: it is good for nothing any more.") { Severity = OcsfSeverity.Medium, Actors = ["to"] },
        ["people-linked"] = new(Update, "Two accounts were shown to be one person's.") { Severity = OcsfSeverity.Low, Actors = ["typed"] },
        ["people-parted"] = new(Update, "Somebody shares nothing with their other accounts any more.") { Actors = ["by"] },
        ["link-refused"] = new(Update, "Linking accounts was refused.") { Severity = OcsfSeverity.Low, Outcome = OcsfOutcome.Failure, Actors = ["by"] },
    };

    /// <summary>Which editions of the catalogue were read, in force, refused and accepted.</summary>
    public static IReadOnlyDictionary<string, OcsfMapping> Catalogue { get; } = new Dictionary<string, OcsfMapping>
    {
        ["catalogue-seen"] = new(Read, "An edition of the catalogue was read."),
        ["catalogue-in-force"] = new(Update, "An edition of the catalogue is in force.") { Severity = OcsfSeverity.Low },
        ["catalogue-refused"] = new(Update, "An edition of the catalogue is wrong and not in force.") { Severity = OcsfSeverity.Medium, Outcome = OcsfOutcome.Failure },
        ["catalogue-accepted"] = new(Update, "An operator said yes to what an edition loosens.") { Severity = OcsfSeverity.Low, Actors = ["by"] },
        ["catalogue-not-accepted"] =
            new(Update, "Somebody who may not tried to accept an edition.") { Severity = OcsfSeverity.Medium, Outcome = OcsfOutcome.Failure, Actors = ["by"] },
    };

    /// <summary>When operators stopped granting and let it go on.</summary>
    public static IReadOnlyDictionary<string, OcsfMapping> Freezes { get; } = new Dictionary<string, OcsfMapping>
    {
        ["granting-frozen"] = new(Suspend, "An operator stopped granting.") { Severity = OcsfSeverity.High, Actors = ["by"] },
        ["thaw-asked"] = new(Note, "An operator wants granting to go on; another has to say so too.") { Actors = ["by"] },
        ["granting-thawed"] = new(Resume, "A second operator let granting go on.") { Severity = OcsfSeverity.Medium, Actors = ["by"] },
        ["freeze-refused"] = new(Note, "Somebody who may not tried to stop granting or to let it go on.")
        {
            Severity = OcsfSeverity.Medium,
            Outcome = OcsfOutcome.Failure,
            Actors = ["person", "account"],
        },
    };

    /// <summary>Who has broken glass when, and which reviews are owed.</summary>
    public static IReadOnlyDictionary<string, OcsfMapping> Emergencies { get; } = new Dictionary<string, OcsfMapping>
    {
        ["emergency-taken"] = new(Create, "A request is about to be granted in an emergency; its review is owed.") { Severity = OcsfSeverity.High, Actors = ["by"] },
        ["emergency-reviewed"] = new(Update, "Enough people have looked at the emergency."),
        ["emergency-voided"] = new(Delete, "Nothing came of the emergency."),
    };
}
