using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JitBot.Core.Audit;
using JitBot.Core.Tests.Audit.Ocsf;
using JitBot.Host.Tests.Running;
using JitBot.Sandbox.World;
using Microsoft.Data.Sqlite;

namespace JitBot.Host.Tests.VerbTable;

/// <summary>The log leaves the house whole: what was sealed, and the texts beside it, beside a running program.</summary>
internal sealed class AuditExportTests : StoryFixture
{
    private const string Words = "=HYPERLINK(\"https://evil.example\") INC-1, \"quoted\"";

    protected override IEnumerable<(string Key, string? Value)> Changes() => [("Catalogue:Policies:0:AskForOthers", "true")];

    [Test]
    public async Task JSON_lines_are_what_was_sealed_byte_for_byte_and_give_the_hashes_again()
    {
        await GrantAsync(Words);
        var (code, output) = await ExportAsync("--format", "jsonl");

        Assert.That(code, Is.Zero, output);
        var head = AuditChain.Empty(AuditChain.Only).Hash;
        var said = new List<string>();
        foreach (var line in output.Split('\n').Where(line => line.StartsWith('{')))
        {
            using var json = JsonDocument.Parse(line);
            head = AuditChain.Next(head, Encoding.UTF8.GetBytes(json.RootElement.GetProperty("line").GetRawText()));
            Assert.That(json.RootElement.GetProperty("hash").GetString(), Is.EqualTo(head));
            said.AddRange(json.RootElement.GetProperty("texts").EnumerateArray().Select(text => text.GetProperty("text").GetString()!));
        }

        Assert.That(head, Is.EqualTo((await App.Store.ReadHeadsAsync(default))[0].Hash));
        Assert.That(said, Has.Some.EqualTo(Words).And.Some.Contains("<riley@example.com>").And.Some.Contains("<avery@example.com>"));
    }

    [Test]
    public async Task The_table_has_a_row_a_line_and_no_formula()
    {
        await GrantAsync(Words);
        var (code, output) = await ExportAsync("--format", "csv");

        Assert.That(code, Is.Zero, output);
        var rows = CsvReader.Read(output);
        Assert.That(rows[0], Is.EqualTo(ExportedLine.Columns));
        Assert.That(rows, Has.Count.EqualTo(await CountLinesAsync() + 1));
        Assert.That(rows, Has.All.Count.EqualTo(ExportedLine.Columns.Count));
        var asked = rows.Single(row => row[5] == "asked");
        Assert.That(asked[6], Does.EndWith("<riley@example.com>"));
        Assert.That((asked[7], asked[8]), Is.EqualTo(("prod-db", "'" + Words)));
    }

    [Test]
    public async Task Events_for_a_SIEM_lose_no_line_and_have_what_the_schema_asks_for()
    {
        await GrantAsync(Words);
        var (code, output) = await ExportAsync("--format", "ocsf");

        Assert.That(code, Is.Zero, output);
        var events = EventsIn(output);
        Assert.That(events, Has.Count.EqualTo(await CountLinesAsync()));
        var head = AuditChain.Empty(AuditChain.Only).Hash;
        foreach (var (line, happened) in events)
        {
            Assert.That(OcsfRequirements.Faults(line), Is.Empty, line);
            Assert.That((int)happened["class_uid"]!, Is.Not.Zero, line);
            head = AuditChain.Next(head, Encoding.UTF8.GetBytes((string)happened["raw_data"]!));
        }

        Assert.That(head, Is.EqualTo((await App.Store.ReadHeadsAsync(default))[0].Hash));
        var request = (string?)Of("asked")["metadata"]!["correlation_uid"];
        Assert.That((string?)Of("asked")["comment"], Is.EqualTo(Words));
        Assert.That((string?)Of("approved")["actor"]!["user"]!["email_addr"], Is.EqualTo("avery@example.com"));
        Assert.That((string?)Of("grant-confirmed")["user"]!["email_addr"], Is.EqualTo("riley@example.com"));
        Assert.That(((long?)Of("add-answered")["type_uid"], (string?)Of("add-answered")["metadata"]!["correlation_uid"]), Is.EqualTo((300603L, request)));
        Assert.That((string?)Of("grant-confirmed")["user"]!["uid_alt"], Is.EqualTo((string?)Of("add-answered")["user"]!["uid"]), "both are one person's");

        JsonNode Of(string code) => events.Single(each => (string?)each.Happened["metadata"]!["event_code"] == code).Happened;
    }

    [Test]
    public async Task Events_for_a_SIEM_know_what_was_written_before_the_day_asked_for()
    {
        await GrantAsync(Words);
        await App.TurnAsync(TimeSpan.FromHours(2));
        var noon = App.Clock.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);

        var events = EventsIn((await ExportAsync("--format", "ocsf", "--from", noon.Replace("+00:00", "Z", StringComparison.Ordinal))).Output);
        Assert.That(events.Select(each => (string?)each.Happened["metadata"]!["event_code"]), Has.None.EqualTo("asked").And.Some.EqualTo("ended"));
        var ended = events.Single(each => (string?)each.Happened["metadata"]!["event_code"] == "ended").Happened;
        Assert.That(((long?)ended["type_uid"], (string?)ended["user"]!["email_addr"]), Is.EqualTo((300502L, "riley@example.com")));
    }

    [Test]
    public async Task A_denial_has_its_reason_and_who_gave_it()
    {
        await ClickAsync("avery", await AskAsync(Words), "deny");
        await World.Slack.Modal("avery").SubmitAsync([new("reason", "ask the owner first")]);
        await App.DrainAsync();

        var denied = CsvReader.Read((await ExportAsync("--format", "csv")).Output).Single(row => row[5] == "denied");
        Assert.That((denied[6], denied[8]), Is.EqualTo(("Avery Stone <avery@example.com>", "ask the owner first")));
    }

    [Test]
    public async Task What_was_asked_for_somebody_else_says_in_both_formats_who_asked_and_for_whom()
    {
        await GrantAsync("so that Riley is known here, INC-2", entitlement: SandboxSettings.OktaEntitlement);
        await GrantAsync("so that Morgan is known here, INC-3", who: "morgan", entitlement: SandboxSettings.OktaEntitlement);
        await As("morgan").CommandAsync("/jit", $"request {SandboxSettings.EntraEntitlement} 1h for riley@example.com {Words}");
        await App.DrainAsync();

        var rows = CsvReader.Read((await ExportAsync("--format", "csv")).Output);
        var row = rows.Single(row => row[5] == "asked" && row[7] == SandboxSettings.EntraEntitlement);
        Assert.That((row[6], row[11]), Is.EqualTo(("Riley Park <riley@example.com>", "Morgan Diaz <morgan@example.com>")));
        Assert.That(rows.Skip(1).Where(other => other != row).Select(other => other[11]), Is.All.Empty, "everything else was done for oneself");
        var line = (await ExportAsync("--format", "jsonl")).Output.Split('\n').Single(each => each.Contains("\"askedBy\"", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(line);
        var body = json.RootElement.GetProperty("line").GetProperty("body");
        var texts = json.RootElement.GetProperty("texts").EnumerateArray().ToDictionary(text => text.GetProperty("hash").GetString()!, text => text.GetProperty("text").GetString());
        Assert.That(texts[body.GetProperty("requester").GetProperty("identity").GetString()!], Is.EqualTo(row[6]));
        Assert.That(texts[body.GetProperty("askedBy").GetProperty("identity").GetString()!], Is.EqualTo(row[11]));
    }

    [Test]
    public async Task Texts_of_somebody_forgotten_are_said_to_be_erased()
    {
        await GrantAsync(Words);
        var riley = await App.Store.FindByEmailAsync("riley@example.com", default);
        await App.Store.ForgetAsync(riley!.Id, default);

        Assert.That((await ExportAsync("--format", "jsonl")).Output, Does.Contain("\"erased\":true").And.Not.Contain("riley@example.com").And.Not.Contain("evil.example"));
        Assert.That(CsvReader.Read((await ExportAsync("--format", "csv")).Output).Single(row => row[5] == "asked")[8], Is.EqualTo("(erased)"));
    }

    [Test]
    public async Task Only_the_days_asked_for_are_written()
    {
        await GrantAsync(Words);
        var day = App.Clock.GetUtcNow().ToString("yyyy-MM-dd", null);
        var next = App.Clock.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", null);
        var all = await CountLinesAsync();

        Assert.That(CsvReader.Read((await ExportAsync("--format", "csv", "--from", day, "--to", day)).Output), Has.Count.EqualTo(all + 1));
        Assert.That(CsvReader.Read((await ExportAsync("--format", "csv", "--from", next)).Output), Has.Count.EqualTo(1));
        Assert.That((await ExportAsync("--format", "jsonl", "--to", "2001-01-01T00:00:00Z")).Output, Does.Not.Contain("{"));
        Assert.That(CsvReader.Read((await ExportAsync("--format", "csv", "--to", "9999-12-31")).Output), Has.Count.EqualTo(all + 1), "the last day there is");
    }

    [Test]
    public async Task A_log_that_was_tampered_with_is_written_and_the_exit_code_says_so()
    {
        await GrantAsync(Words);
        await App.CloseAsync();
        var copy = Path.Combine(App.Folder, "tampered.db");
        File.Copy(Path.Combine(App.Folder, "jitbot.db"), copy);
        using (var db = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            db.Open();
            using var command = db.CreateCommand();
            command.CommandText = """
                DROP TRIGGER lines_are_never_changed;
                UPDATE lines SET bytes = CAST(replace(CAST(bytes AS TEXT), 'prod-db', 'prod-dc') AS BLOB) WHERE seq = 3;
                UPDATE lines SET bytes = CAST('{' AS BLOB) WHERE seq = 4
                """;
            command.ExecuteNonQuery();
        }

        var events = EventsIn((await ProgramRun.RunAsync(App.Folder, ["audit", "export", "--format", "ocsf"], ("Storage:Sqlite:Path", copy))).Output);
        Assert.That(events.Select(each => each.Line).Where(line => OcsfRequirements.Faults(line).Count > 0), Is.Empty);
        var (code, output) = await ProgramRun.RunAsync(App.Folder, ["audit", "export", "--format", "jsonl"], ("Storage:Sqlite:Path", copy));
        Assert.That(output.Split('\n').Count(line => line.StartsWith('{')), Is.EqualTo(events.Count));
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("bad: line 3: its bytes and the line before do not give its hash").And.Contain("do not rely on it").And.Contain("prod-dc"));
        await App.StartAgainAsync();
    }

    [TestCase("DELETE FROM lines WHERE seq = (SELECT min(seq) + 1 FROM lines WHERE stream LIKE 'request/%')")]
    [TestCase("UPDATE lines SET version = version + 100 WHERE seq = (SELECT min(seq) FROM lines WHERE stream LIKE 'request/%')")]
    [TestCase("UPDATE lines SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"type\":\"prepared\"', '\"type\":\"\\ud800\"') AS BLOB)")]
    [TestCase("UPDATE lines SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"justification\":\"', '\"justification\":\"\\ud800') AS BLOB)")]
    [TestCase("UPDATE lines SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"body\":{', '\"body\":{\"\\ud800\":1,') AS BLOB)")]
    public async Task No_change_to_the_log_silences_an_export(string change)
    {
        await GrantAsync(Words);
        await App.CloseAsync();
        var copy = Path.Combine(App.Folder, "tampered.db");
        File.Copy(Path.Combine(App.Folder, "jitbot.db"), copy, overwrite: true);
        var left = Tamper(copy, change);

        foreach (var format in new[] { "jsonl", "csv", "ocsf" })
        {
            var (code, output) = await ProgramRun.RunAsync(App.Folder, ["audit", "export", "--format", format], ("Storage:Sqlite:Path", copy));
            Assert.That(format == "csv" ? output.Split('\n').Count(line => line.StartsWith("1,")) : EventsIn(output).Count, Is.EqualTo(left), format);
            Assert.That(output, Does.Contain("bad: line ").And.Contain("do not rely on it"), format);
            Assert.That(code, Is.EqualTo(1), format);
            if (format == "ocsf")
                Assert.That(EventsIn(output).SelectMany(each => OcsfRequirements.Faults(each.Line)), Is.Empty);
        }

        await App.StartAgainAsync();
    }

    /// <summary>Changes a copy of the log as somebody with the database in hand could; how many lines there are then.</summary>
    private static long Tamper(string copy, string change)
    {
        using var db = new SqliteConnection($"Data Source={copy};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = $"DROP TRIGGER lines_are_never_changed; DROP TRIGGER lines_are_never_deleted; {change}; SELECT count(*) FROM lines";
        return (long)command.ExecuteScalar()!;
    }

    [Test]
    public async Task A_file_is_made_for_its_owner_alone_and_never_written_over()
    {
        await GrantAsync(Words);
        var file = Path.Combine(Path.GetTempPath(), Path.GetFileName(App.Folder) + ".csv");
        try
        {
            Assert.That((await ExportAsync("--format", "csv", "--out", file)).Code, Is.Zero);
            Assert.That(CsvReader.Read(await File.ReadAllTextAsync(file)), Has.Count.EqualTo(await CountLinesAsync() + 1));
            if (!OperatingSystem.IsWindows())
                Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            var (code, output) = await ExportAsync("--format", "csv", "--out", file);
            Assert.That(code, Is.EqualTo(2));
            Assert.That(output, Does.Contain("cannot be written"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task A_store_that_does_not_open_leaves_no_file_behind()
    {
        var file = Path.Combine(App.Folder, "log.jsonl");
        var (code, output) = await ProgramRun.RunAsync(
            App.Folder, ["audit", "export", "--format", "jsonl", "--out", file], ("Storage:Sqlite:Path", Path.Combine(App.Folder, "nowhere.db")));
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(File.Exists(file), Is.False);
    }

    [Test]
    public async Task Checkpoints_that_cannot_be_read_are_named()
    {
        var folder = Directory.CreateDirectory(Path.Combine(App.Folder, "audit")).FullName;
        var checkpoints = Path.Combine(folder, "checkpoints.jsonl");
        await using var held = new FileStream(checkpoints, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        var (code, output) = await ProgramRun.RunAsync(
            App.Folder, ["audit", "export", "--format", "jsonl"], ("Storage:Sqlite:Path", Path.Combine(App.Folder, "jitbot.db")), ("Audit:Folder", folder));
        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.StartWith($"{checkpoints} cannot be read: "));
    }

    [Test]
    public async Task A_hundred_thousand_lines_are_never_held_together()
    {
        const int lines = 100_000;
        var (given, taken, most) = (0, 0, 0);
        var writer = new AuditExportWriter(TextWriter.Null, PlainExport.Table, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        await foreach (var line in writer.WriteAsync(Given(), (_, _) => throw new InvalidOperationException("They name no texts.")))
            most = Math.Max(most, given - ++taken);
        Assert.That((taken, most), Is.EqualTo((lines, 999)));

        async IAsyncEnumerable<SealedLine> Given()
        {
            await Task.CompletedTask;
            for (given = 1; given <= lines; given++)
                yield return new SealedLine(1, given, "operations", given, "{\"chain\":1,\"body\":{}}"u8.ToArray(), "00");
            given = lines;
        }
    }

    private static List<(string Line, JsonNode Happened)> EventsIn(string output) =>
        [.. output.Split('\n').Where(line => line.StartsWith('{')).Select(line => (line, JsonNode.Parse(line)!))];

    private Task<(int Code, string Output)> ExportAsync(params string[] options) =>
        ProgramRun.RunAsync(App.Folder, ["audit", "export", .. options], ("Storage:Sqlite:Path", Path.Combine(App.Folder, "jitbot.db")));
}
