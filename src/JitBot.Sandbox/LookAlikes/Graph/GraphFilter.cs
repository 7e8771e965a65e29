using System.Text.RegularExpressions;

namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>
/// The little of OData's $filter that a question about a person needs, read as Graph reads it: a quote that is not doubled ends the text,
/// and what follows is obeyed.
/// </summary>
internal static partial class GraphFilter
{
    /// <summary>Reads a filter; null if it is not understood.</summary>
    public static Func<GraphPerson, bool>? Read(string filter)
    {
        if (!Whole().IsMatch(filter))
            return null;
        var clauses = Clause().Matches(filter)
            .Select(clause => (Property: clause.Groups[1].Value, Is: clause.Groups[2].Value == "eq", Text: Unquote(clause.Groups[3].Value)))
            .ToList();
        return person => clauses.Any(clause => Equals(person, clause.Property, clause.Text) == clause.Is);
    }

    private static bool Equals(GraphPerson person, string property, string text) =>
        string.Equals(property == "mail" ? person.Mail : person.UserPrincipalName, text, StringComparison.OrdinalIgnoreCase);

    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex("^(mail|userPrincipalName) (eq|ne) '(?:[^']|'')*'(?: or (mail|userPrincipalName) (eq|ne) '(?:[^']|'')*')*$")]
    private static partial Regex Whole();

    [GeneratedRegex("(mail|userPrincipalName) (eq|ne) '((?:[^']|'')*)'")]
    private static partial Regex Clause();
}
