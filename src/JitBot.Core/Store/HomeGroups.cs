using System.Text.Json;
using JitBot.Core.Catalogue;

namespace JitBot.Core.Store;

/// <summary>How the groups of a home page stand in a store: JSON, a pair of source and group each.</summary>
public static class HomeGroups
{
    /// <summary>The groups as text.</summary>
    public static string Write(IReadOnlyList<Rule.Member> groups) =>
        JsonSerializer.Serialize(groups.Select(group => new[] { group.Source, group.Group }));

    /// <summary>Reads them back.</summary>
    public static IReadOnlyList<Rule.Member> Read(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(pair => new Rule.Member(pair[0], pair[1]))];
}
