using static JitBot.Core.Audit.Ocsf.OcsfActivity;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>
/// The events of a membership at a provider, https://schema.ocsf.io/1.7.0/classes/group_management: what the provider answered is adding or removing a user,
/// what led to it is another activity of the same group.
/// </summary>
internal static class OcsfHoldingTable
{
    private static readonly OcsfActivity Note = Other(OcsfClass.GroupManagement);

    private static readonly OcsfMapping Failed =
        new(Note, "A look at the membership got no answer that settles anything.") { Severity = OcsfSeverity.Low, Outcome = OcsfOutcome.Failure };

    /// <summary>By the events' names in the log.</summary>
    public static IReadOnlyDictionary<string, OcsfMapping> Mappings { get; } = new Dictionary<string, OcsfMapping>
    {
        ["claimed"] = new(Note, "A request needs the membership."),
        ["released"] = new(Note, "A request needs the membership no more."),
        ["attempt-begun"] = new(Note, "A call to the provider is about to be made."),
        ["lease-renewed"] = new(Note, "A call counts as lost later than was written before."),
        ["seen"] = new(Note, "The provider was asked whether the user is a member."),
        ["add-answered"] = new(AddUser, "The user was added.") { Variants = [new("verdict", "Standing", new(Note, "The user was a member before and stays one."))] },
        ["remove-answered"] = new(RemoveUser, "The user was removed.") { Variants = [new("wasAbsent", bool.TrueString, new(RemoveUser, "The user was no member any more."))] },
        ["attempt-failed"] = Failed with
        {
            Variants =
            [
                new("call", "Add", Failed with { Activity = AddUser, Message = "Adding the user got no answer that settles anything." }),
                new("call", "Remove", Failed with { Activity = RemoveUser, Message = "Removing the user got no answer that settles anything." }),
            ],
        },
        ["confirmed"] = new(Note, "The user is a member, as is wanted."),
        ["claims-failed"] = new(AddUser, "The user cannot be made a member.") { Severity = OcsfSeverity.Low, Outcome = OcsfOutcome.Failure },
        ["removal-delayed"] = new(RemoveUser, "Removing the user fails for longer than may pass in silence.") { Severity = OcsfSeverity.High, Outcome = OcsfOutcome.Failure },
        ["left"] = new(Note, "For a request the membership is over."),
        ["reappeared"] = new(Note, "A look after the end found a membership again.") { Severity = OcsfSeverity.High },
        ["settled"] = new(Note, "Nothing is wanted of the membership any more."),
    };
}
