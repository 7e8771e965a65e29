namespace JitBot.Core.Catalogue;

/// <summary>Rules as the settings write them, for editions in which people stand by their addresses.</summary>
public static class RuleNames
{
    /// <summary>One rule.</summary>
    public static string Of(Rule rule) => rule switch
    {
        Rule.Everyone => "everyone",
        Rule.Named named => $"person:{named.Person}",
        Rule.Member member => $"{member.Source}:{member.Group}",
        Rule.ManagerOf manager => $"manager:{manager.Source}",
        _ => throw new InvalidOperationException($"A rule without a name: {rule}."),
    };

    /// <summary>Several, as a list in a sentence.</summary>
    public static string Of(IEnumerable<Rule> rules) => string.Join(", ", rules.Select(Of).DefaultIfEmpty("nobody"));
}
