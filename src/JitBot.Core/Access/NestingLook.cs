namespace JitBot.Core.Access;

/// <summary>
/// What was seen of the groups that whoever is given a resource is in: those it is nested in, and which groups of the same provider make people approvers or
/// operators (<paramref name="Deciding"/>) by the edition of the catalogue in force.
/// </summary>
public sealed record NestingLook(IReadOnlyCollection<string> Around, IReadOnlyCollection<string> Deciding)
{
    /// <summary>No group makes anybody an approver or an operator.</summary>
    public static NestingLook Nothing { get; } = new([], []);

    /// <summary>Whether whoever is given the resource could decide on requests, or act as an operator, by it or by a group around it.</summary>
    public bool MakesDeciders(string resource) => Around.Append(resource).Intersect(Deciding, StringComparer.OrdinalIgnoreCase).Any();
}
