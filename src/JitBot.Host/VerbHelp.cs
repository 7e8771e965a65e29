using System.Text;

namespace JitBot.Host;

/// <summary>The help of the program and of each verb, printed from the table of verbs.</summary>
internal static class VerbHelp
{
    private const string Program = "JitBot.Host";

    /// <summary>The help of the program.</summary>
    public static string Of(IReadOnlyList<Verb> verbs)
    {
        var text = new StringBuilder("JitBot gives people access for as long as they need it and takes it away again.\n\n");
        var width = verbs.Max(verb => verb.Name.Length);
        foreach (var verb in verbs)
            text.Append($"  {Program} {verb.Name.PadRight(width)}  {verb.Summary}\n");
        return text.Append($"""

            {Program} VERB --help says what a verb takes.
            Exit codes: 0 good, 1 the thing checked is bad, 2 wrong use or settings.
            """).ToString();
    }

    /// <summary>The help of one verb.</summary>
    public static string Of(Verb verb)
    {
        var text = new StringBuilder($"{Program} {string.Join(' ', verb.Words.Concat(verb.Options.Select(Usage)))}\n\n{Sentence(verb.Summary)}\n");
        if (verb.Options.Count > 0)
            text.Append('\n');
        var width = verb.Options.Select(option => option.Usage.Length).DefaultIfEmpty().Max();
        foreach (var option in verb.Options)
            text.Append($"  {option.Usage.PadRight(width)}  {option.What}\n");
        return text.Append($"\n{verb.More}").ToString();
    }

    private static string Usage(VerbOption option)
    {
        var usage = option.IsRepeated ? $"{option.Usage} …" : option.Usage;
        return option.IsRequired ? usage : $"[{usage}]";
    }

    private static string Sentence(string summary) => $"{char.ToUpperInvariant(summary[0])}{summary[1..]}.";
}
