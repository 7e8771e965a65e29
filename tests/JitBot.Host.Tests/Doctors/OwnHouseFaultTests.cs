using JitBot.Core.Checkup;
using JitBot.Testing;
using Microsoft.Data.Sqlite;

namespace JitBot.Host.Tests.Doctors;

/// <summary>Each fault of our own machine is named, with the step that mends it.</summary>
internal sealed class OwnHouseFaultTests : DoctorFixture
{
    private string Database => Path.Combine(App.Folder, "jitbot.db");

    [TestCase(90, Verdict.Bad, "seconds ahead of its own: nothing is granted")]
    [TestCase(-90, Verdict.Bad, "seconds behind its own: nothing is granted")]
    [TestCase(20, Verdict.Warn, "20 seconds ahead of its own")]
    public async Task A_clock_that_is_wrong(int seconds, Verdict verdict, string words)
    {
        var clock = new StoppedClock();
        clock.SetWall(App.Clock.GetUtcNow().AddSeconds(seconds));
        Clock = clock;
        var clocks = (await LookAsync()).Where(finding => finding.Check == CheckKind.Clock).ToList();
        Assert.That(clocks.Select(finding => finding.Where), Is.EqualTo(new[] { "Entra", "Okta", "Slack" }));
        Assert.That(clocks, Has.All.Matches<Finding>(finding =>
            finding.Verdict == verdict && finding.What.Contains(words, StringComparison.Ordinal) && finding.Todo!.Contains("NTP", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_file_that_others_may_read()
    {
        Open(Database, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await FindAsync(Verdict.Bad, "other users of this machine may read or change it", $"chmod 600 {Database}");
    }

    [Test]
    public async Task A_file_of_another_program_or_of_a_newer_JitBot()
    {
        await App.CloseAsync();
        Run("PRAGMA user_version = 999");
        await FindAsync(Verdict.Bad, "was written by a newer JitBot", "Start that version");
        Run("PRAGMA application_id = 1");
        await FindAsync(Verdict.Bad, "is a database of another program", "a file of its own");
        File.WriteAllText(Database, string.Concat(Enumerable.Repeat("no database at all, ", 1_000)));
        await FindAsync(Verdict.Bad, "is not an SQLite database", "the last good backup");
    }

    [Test]
    public Task A_folder_for_checkpoints_that_cannot_be_used()
    {
        Set("Audit:Folder", Path.Combine(Database, "below-a-file"));
        return FindAsync(Verdict.Bad, "does not exist and cannot be made", "let JitBot's user write in it");
    }

    [Test]
    public async Task Checkpoints_and_a_key_that_are_not_what_they_should_be()
    {
        var folder = Directory.CreateDirectory(Path.Combine(App.Folder, "audit")).FullName;
        Set("Audit:Folder", folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "checkpoints.jsonl"), "{\"heads\":");
        await FindAsync(Verdict.Warn, "1 of 1 lines are no genuine checkpoints", "audit verify --checkpoints");
        await File.WriteAllTextAsync(Path.Combine(folder, "checkpoints.key"), "no key");
        await FindAsync(Verdict.Bad, "cannot be read as a private key", "put it back from a backup");
    }

    [Test]
    public async Task A_key_that_others_may_read()
    {
        await World.Slack.Person("riley").CommandAsync("/jit", "request prod-db 1h fixing INC-1");
        await App.KeepHouseAsync(TimeSpan.FromMinutes(6));
        var key = Path.Combine(App.Folder, "checkpoints.key");
        Open(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        await FindAsync(Verdict.Bad, "whoever has it can forge checkpoints", $"chmod 600 {key}");
    }

    [Test]
    public async Task Everything_bad_is_told_in_one_run_with_exit_code_1()
    {
        World.Slack.Faults.IsDown = true;
        await World.Graph.GoDownAsync();
        await World.Okta.GoDownAsync();
        var (code, output) = await RunAsync("doctor");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output.Split('\n').Count(line => line.StartsWith("✗ ", StringComparison.Ordinal) && line.Contains(" → ", StringComparison.Ordinal)), Is.EqualTo(3), output);
    }

    [Test]
    public async Task Wrong_settings_are_told_as_ever()
    {
        Set("Slack:BotToken", "xoxp-planted");
        var (code, output) = await RunAsync("doctor");
        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("Slack:BotToken: is not a bot user's token").And.Not.Contain("xoxp-planted"));
    }

    private static void Open(string file, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has no modes of files.");
        else
            File.SetUnixFileMode(file, mode);
    }

    private void Run(string sql)
    {
        using var db = new SqliteConnection($"Data Source={Database};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
