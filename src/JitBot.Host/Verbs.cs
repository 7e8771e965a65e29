using JitBot.Core.Settings;

namespace JitBot.Host;

/// <summary>The verbs of the program. Exit codes: 0 good, 1 the thing checked is bad, 2 wrong use or settings.</summary>
internal static class Verbs
{
    public const int Good = 0;
    public const int Bad = 1;
    public const int WrongUse = 2;

    private static readonly string[] HelpWords = ["--help", "-h", "-?"];

    /// <summary>All of them; the program without a verb first.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        ServeVerb.Verb, DoctorVerb.Verb, CatalogueCheckVerb.Verb, CatalogueExplainVerb.Verb, CatalogueTestVerb.Verb, AuditVerifyVerb.Verb, AuditExportVerb.Verb, AuditAcceptRestoreVerb.Verb,
        ReaperVerb.Verb, StorageUpgradeVerb.Verb, StorageCopyVerb.Verb, ManifestTeamsVerb.Verb,
    ];

    /// <summary>Runs the verb the arguments name; without one the program serves.</summary>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, adjust: null);

    /// <summary>The same; <paramref name="adjust"/> is as for <see cref="JitBotApp.Build"/>.</summary>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? adjust)
    {
        var words = args.TakeWhile(arg => !arg.StartsWith('-')).SkipWhile(arg => arg == "help").ToArray();
        if (args is ["help", ..] || args.Any(HelpWords.Contains))
            return HelpOn(words);
        if (Find(words) is not { } verb)
            return Complain($"'{string.Join(' ', words)}' is not a verb.\n\n{VerbHelp.Of(All)}", WrongUse);
        if (VerbArguments.Read(verb, args[verb.Words.Length..], adjust, out var wrong) is not { } arguments)
            return Complain($"{wrong}\nMore with --help.", WrongUse);
        try
        {
            return await verb.Run(arguments);
        }
        catch (InvalidDataException e) when (e.InnerException is FormatException inner)
        {
            return Complain($"{e.Message} {inner.GetBaseException().Message}", WrongUse); // a settings file that is no JSON, with the line where it ceases to be
        }
    }

    /// <summary>The verb with the longest name these words begin with; the nameless one only if there are none.</summary>
    private static Verb? Find(string[] words) => words.Length == 0
        ? All[0]
        : All.Skip(1).Where(verb => words.Take(verb.Words.Length).SequenceEqual(verb.Words)).MaxBy(verb => verb.Words.Length);

    private static int HelpOn(string[] words)
    {
        if (words.Length == 0)
            return Say(VerbHelp.Of(All), Good);
        if (Find(words) is { } verb)
            return Say(VerbHelp.Of(verb), Good);
        var family = All.Where(each => each.Words.Take(words.Length).SequenceEqual(words)).ToList();
        return family.Count > 0 ? Say(VerbHelp.Of(family), Good) : Complain($"'{string.Join(' ', words)}' is not a verb.\n\n{VerbHelp.Of(All)}", WrongUse);
    }

    /// <summary>Says everything that is wrong in the settings, and where they may stand.</summary>
    public static int Complain(IReadOnlyList<SettingsFault> faults)
    {
        Console.Error.WriteLine(SettingsReport.Of(faults));
        return WrongUse;
    }

    /// <summary>Says what is wrong, in as many lines as it has. Words of a command line or of a store may hold a credential in the wrong place.</summary>
    public static int Complain(string what, int code)
    {
        var scrubber = new Scrubber([]);
        Console.Error.WriteLine(string.Join('\n', what.ReplaceLineEndings("\n").Split('\n').Select(scrubber.Clean)));
        return code;
    }

    public static int Say(string text, int code)
    {
        Console.WriteLine(text);
        return code;
    }
}
