using System.Globalization;
using System.Text;
using System.Text.Json;
using JitBot.Core;
using JitBot.Core.Audit;
using JitBot.Core.Store;

namespace JitBot.Host;

/// <summary>
/// <c>audit export</c>: the log for somebody else's eyes, line by line, with the personal texts beside. The whole log is verified on the way;
/// one that is bad is exported all the same, since that is when somebody needs it.
/// </summary>
internal static class AuditExportVerb
{
    private const string Format = "--format";
    private const string Out = "--out";
    private const string From = "--from";
    private const string To = "--to";
    private const string Jsonl = "jsonl";
    private const string Csv = "csv";
    private const string Ocsf = "ocsf";

    public static Verb Verb { get; } = new("audit export", "write the log out, as JSON lines, as a table or as events for a SIEM",
    [
        new(Format, "FORMAT", "jsonl, csv or ocsf") { IsRequired = true },
        new(Out, "FILE", "a new file, readable by its owner alone (the standard output)"),
        new(From, "DATE", "only lines from this day or moment on, in UTC: 2026-03-01 or 2026-03-01T12:00:00Z"),
        new(To, "DATE", "only lines up to this day, which counts whole, or up to this moment"),
    ], RunAsync)
    {
        More = """
            jsonl: an object a line: line (what was sealed, byte for byte), hash (the chain's after it), texts (what the line names by its
            hash: hash, and text or "erased": true). csv: a header and a row a line: chain, seq, at, stream, version, event, person,
            entitlement, text, body, hash, asked_by (who asked, if it was for somebody else, who is the person then). Each row has what its own
            line names: the person and the entitlement stand where it was asked, the other rows of that request have the same stream; RFC 4180, with an
            apostrophe before whatever a spreadsheet would take for a formula. ocsf: an event a line, as the Open Cybersecurity Schema Framework
            1.7.0 has them (schema.ocsf.io): Group Management for what was done at the provider, User Access Management for what JitBot granted,
            Entity Management for requests and rules; raw_data is what was sealed, unmapped.hash the chain's after it.

            Reads only, also beside a running JitBot, and keeps no more than a thousand lines in memory (ocsf: and one stream, and who and what the last
            ten thousand streams are about). The whole log is verified on the way, whatever part of it is written. Exit codes: 0 written and
            good; 1 the log is bad (it is written all the same) or the store cannot be read; 2 wrong use or settings.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        if (Wrong(arguments) is { } wrong)
            return Verbs.Complain(wrong, Verbs.WrongUse);
        var configuration = VerbSettings.Builder(arguments.Adjust).Configuration;
        var room = new StoreRoom(configuration);
        if (room.Check().ToList() is { Count: > 0 } faults)
            return Verbs.Complain(faults);
        if (Published(VerbSettings.OwnCheckpoints(configuration), out var unreadable) is not { } published)
            return Verbs.Complain(unreadable, Verbs.WrongUse);
        try
        {
            return await ExportAsync(room, published, arguments);
        }
        catch (StoreUnavailableException e)
        {
            return Verbs.Complain(e.Message, Verbs.Bad);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Verbs.Complain($"{arguments.Value(Out) ?? "The output"} cannot be written: {e.Message}", Verbs.WrongUse);
        }
    }

    private static string? Wrong(VerbArguments arguments)
    {
        if (arguments.Value(Format) is not (Jsonl or Csv or Ocsf))
            return $"{Format} must be {Jsonl}, {Csv} or {Ocsf}.";
        if (new[] { From, To }.FirstOrDefault(name => arguments.Has(name) && Moment(arguments.Value(name), isEnd: false) is null) is { } name)
            return $"{name} is no date; write it as 2026-03-01 or 2026-03-01T12:00:00Z.";
        return Moment(arguments.Value(From), isEnd: false) > Moment(arguments.Value(To), isEnd: true)
            ? $"{From} is later than {To}, so no line could be between them; swap the two."
            : null;
    }

    /// <summary>The file is made last: one that is left empty, because the store could not be opened, would be in the way of the next try.</summary>
    private static async Task<int> ExportAsync(StoreRoom room, IReadOnlyCollection<Checkpoint> published, VerbArguments arguments)
    {
        await using var services = room.AddForReading(new ServiceCollection().AddLogging()).BuildServiceProvider();
        var store = services.GetRequiredService<IAccessStore>();
        await store.OpenAsync(default);
        var anchors = new AuditAnchors(await store.ListCheckpointsAsync(default), published);
        await using var to = Open(arguments.Value(Out));
        var memory = new OcsfMemory(store.LoadAsync);
        var lines = new Progress(Verb.Name).CountAsync(Writer(arguments, memory, to).WriteAsync(store.ReadChainAsync(default), store.LoadTextsAsync), "lines");
        var verdict = await AuditVerifier.VerifyAsync(lines, store.ReadTextsAsync(default), anchors, default);
        if (verdict is AuditVerdict.Bad bad)
            return Verbs.Complain($"bad: {bad.Words}\nThe log was exported as it is; do not rely on it.", Verbs.Bad);
        return memory.Trouble is { } trouble // a line that is good was not read beside the others: whatever was in the way, the events lack what it tells
            ? Verbs.Complain($"{trouble}\nEvery line was exported, but some events lack their user and group; export again.", Verbs.Bad)
            : Verbs.Good;
    }

    /// <summary>The checkpoints in a file. A line torn by a crash must not keep anybody from the log; audit verify names it.</summary>
    private static List<Checkpoint>? Published(string? file, out string unreadable)
    {
        unreadable = "";
        try
        {
            return file is null ? [] : VerbSettings.ReadCheckpoints(file);
        }
        catch (JsonException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unreadable = $"{file} cannot be read: {e.Message}";
            return null;
        }
    }

    private static AuditExportWriter Writer(VerbArguments arguments, OcsfMemory memory, TextWriter to) => new(
        to, FormatOf(arguments, memory), Moment(arguments.Value(From), isEnd: false) ?? DateTimeOffset.MinValue,
        Moment(arguments.Value(To), isEnd: true) ?? DateTimeOffset.MaxValue);

    private static IExportFormat FormatOf(VerbArguments arguments, OcsfMemory memory) => arguments.Value(Format) switch
    {
        Csv => PlainExport.Table,
        Ocsf => new OcsfExport(memory),
        _ => PlainExport.Lines,
    };

    private static StreamWriter Open(string? path)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (path is null)
            return new StreamWriter(Console.OpenStandardOutput(), utf8);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new StreamWriter(path, utf8, options);
    }

    /// <summary>A day, which ends before the next one begins, or a moment; null if it is neither.</summary>
    private static DateTimeOffset? Moment(string? text, bool isEnd)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, utc, out var day))
            return isEnd ? day.AddTicks(TimeSpan.TicksPerDay - 1) : day;
        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.fffK"], CultureInfo.InvariantCulture, utc, out var moment) ? moment : null;
    }
}
