using System.Text.RegularExpressions;

namespace JitBot.Host.Tests.Tidy;

/// <summary>The rules of the house as functions, so that a planted offence can be shown to be found.</summary>
internal static partial class TidyRules
{
    private const int LongestFile = 400;
    private const int LongestFunction = 50;
    private const int LongestLine = 200;

    private static readonly string[] VagueNames = ["Util", "Utils", "Utilities", "Helper", "Helpers", "Manager", "Common", "Misc"];

    public static IEnumerable<string> LongFiles(SourceFile file)
    {
        if (file.Lines.Count > LongestFile)
            yield return $"{file.Path} has {file.Lines.Count} lines; it holds more than one idea";
    }

    /// <summary>Places of the source that stand in a list of planted bugs stand there as they are.</summary>
    private static bool Quotes(SourceFile file) => file.Name.StartsWith("PlantedBugs", StringComparison.Ordinal);

    public static IEnumerable<string> LongLines(SourceFile file) => file.Lines
        .Where(_ => !Quotes(file))
        .Select((line, index) => (line, index))
        .Where(pair => pair.line.Length > LongestLine)
        .Select(pair => $"{file.Path}:{pair.index + 1} is {pair.line.Length} characters wide");

    /// <summary>A function is what stands between a signature and the brace that closes at the same depth.</summary>
    public static IEnumerable<string> LongFunctions(SourceFile file)
    {
        for (var i = 1; i < file.Lines.Count && !Quotes(file); i++)
        {
            if (file.Lines[i].Trim() != "{" || SignatureBefore(file, i) is var signature && (!Signature().IsMatch(signature) || IsType().IsMatch(signature)))
                continue;
            var indent = file.Lines[i].Length - file.Lines[i].TrimStart().Length;
            var end = Enumerable.Range(i, file.Lines.Count - i).First(j => file.Lines[j].StartsWith(new string(' ', indent) + "}", StringComparison.Ordinal));
            if (end - i - 1 > LongestFunction)
                yield return $"{file.Path}:{i} is a function of {end - i - 1} lines";
        }
    }

    public static IEnumerable<string> VagueFiles(SourceFile file) =>
        VagueNames.Any(vague => file.Name.EndsWith(vague, StringComparison.Ordinal)) ? [$"{file.Path} is not named for an idea"] : [];

    /// <summary>Core and Engine know no platform and no provider.</summary>
    public static IEnumerable<string> NamesOfRooms(SourceFile file)
    {
        if (!file.Path.StartsWith("src/JitBot.Core/", StringComparison.Ordinal) && !file.Path.StartsWith("src/JitBot.Engine/", StringComparison.Ordinal))
            return [];
        return file.Lines
            .Select((line, index) => (Code: Comment().Replace(line, ""), index))
            .Where(pair => RoomName().IsMatch(pair.Code))
            .Select(pair => $"{file.Path}:{pair.index + 1} names a platform or provider");
    }

    /// <summary>What every room of a kind must have, given the files there are: the room's own name in front of each.</summary>
    public static IEnumerable<string> UnequalPlans(IReadOnlyCollection<string> paths)
    {
        foreach (var (kind, plan) in Plans)
        {
            var rooms = paths.Select(path => Regex.Match(path, $@"^src/JitBot\.{kind}\.(\w+)/")).Where(match => match.Success);
            foreach (var room in rooms.Select(match => match.Groups[1].Value).Distinct())
            {
                foreach (var part in plan.Select(part => part.Replace("*", room, StringComparison.Ordinal)).Where(part => !Has(paths, $"src/JitBot.{kind}.{room}", part)))
                    yield return $"JitBot.{kind}.{room} has no {part}.cs, as rooms of its kind do";
            }
        }
    }

    private static bool Has(IEnumerable<string> paths, string room, string part) =>
        paths.Any(path => Regex.IsMatch(path, $@"^{Regex.Escape(room)}/(?:{part})\.cs$"));

    private static readonly (string Kind, string[] Plan)[] Plans =
    [
        ("Chat", ["*Setup", "*Endpoints", "*Signature|*Authentication", "*Payloads", "*Interactions", "*Cards", "*Api", "*Chat", "*Checkup"]),
        ("Providers", ["*Setup", "*Provider", "*Groups", "*Managers", "*Presence", "*Evidence", "*Sessions", "*Api|GraphApi", "*Payloads", "*Checkup"]),
        ("OnCall", ["*Setup", "*Options", "*Source", "*Api", "*Payloads", "*Checkup"]),
        ("Paging", ["*Setup", "*Options", "*Pager", "*Payloads", "*Checkup"]),
        ("Storage", ["*Setup", "*Store", "*Checkup"]),
    ];

    private static string SignatureBefore(SourceFile file, int brace)
    {
        var start = brace - 1;
        while (start > 0 && !StartsDeclaration().IsMatch(file.Lines[start]) && brace - start < 12)
            start--;
        return string.Join(' ', Enumerable.Range(start, brace - start).Select(j => file.Lines[j].Trim()));
    }

    [GeneratedRegex(@"^(public|internal|private|protected|static|async|override|virtual|sealed|partial|file|unsafe|extern|new|\s)*[\w<>\[\],.?() ]+\s+\w+(<[^>]*>)?\s*\(")]
    private static partial Regex Signature();

    [GeneratedRegex(@"^\s*(public|internal|private|protected|static|async|override)\b")]
    private static partial Regex StartsDeclaration();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\b")]
    private static partial Regex IsType();

    [GeneratedRegex("(?<![A-Za-z])(Slack|Teams|Entra|Okta|Graph|PagerDuty|Opsgenie|Sqlite|Postgres)", RegexOptions.IgnoreCase)]
    private static partial Regex RoomName();

    [GeneratedRegex(@"//.*$")]
    private static partial Regex Comment();
}
