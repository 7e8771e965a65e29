using JitBot.Host.Tests.Running;
using JitBot.Testing;
using Npgsql;

namespace JitBot.Host.Tests.Operations;

/// <summary>An installation moves from its database file to PostgreSQL with all it knows.</summary>
internal sealed class StorageCopyTests : ClusterFixture
{
    [Test]
    public async Task What_was_granted_on_the_file_ends_on_PostgreSQL_and_both_logs_verify()
    {
        await GrantAsync("INC-1 the nightly export fails");
        var lines = await CountLinesAsync();
        await App.CloseAsync();
        var target = await Cluster.CreateDatabaseAsync();

        var (code, output) = await CopyAsync(target);
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain($"lines: {lines}").And.Contain("Copied.").And.Not.Contain(PostgresCluster.Password));
        Assert.That(output.Split($"good: {lines} lines"), Has.Length.EqualTo(3), "the file before, and the copy afterwards");

        await App.SetAsync(From(target));
        Assert.That(await CountLinesAsync(), Is.GreaterThanOrEqualTo(lines));
        await App.TurnAsync(TimeSpan.FromHours(1));
        Assert.That(World.IsInProductionDatabase("riley"), Is.False);
        Assert.That(ToldTo("riley"), Does.Contain("Access removed"));
    }

    [Test]
    public async Task A_database_that_holds_anything_is_left_alone()
    {
        await App.CloseAsync();
        var target = await Cluster.CreateDatabaseAsync();
        Assert.That((await CopyAsync(target)).Code, Is.Zero);

        var (code, output) = await CopyAsync(target);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("is not empty: there are rows in"));
        System.IO.File.Delete(Path.Combine(App.Folder, "jitbot.db.moved"));
        await App.StartAgainAsync();
    }

    [Test]
    public async Task A_file_that_was_copied_is_not_served_from_again_and_the_reaper_leaves_it_alone()
    {
        await App.CloseAsync();
        Assert.That((await CopyAsync(await Cluster.CreateDatabaseAsync())).Code, Is.Zero);
        Assert.That(() => App.StartAgainAsync(), Throws.InstanceOf<Core.Store.StoreUnavailableException>().With.Message.Contains("was copied to another store"));
        await App.CloseAsync();

        var (code, output) = await ProgramRun.RunAsync(App.Folder, ["reaper"], File);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("was copied to another store").And.Not.Contain("nothing is overdue"));
        System.IO.File.Delete(Path.Combine(App.Folder, "jitbot.db.moved"));
        await App.StartAgainAsync();
    }

    [Test]
    public async Task A_file_that_is_older_than_its_published_checkpoints_is_not_copied()
    {
        var old = Directory.CreateDirectory(Path.Combine(App.Folder, "old")).FullName;
        await App.RestartAsync(() => System.IO.File.Copy(Path.Combine(App.Folder, "jitbot.db"), Path.Combine(old, "jitbot.db")));
        await GrantAsync("INC-2 the nightly export fails again");
        await App.KeepHouseAsync(TimeSpan.FromMinutes(6));
        await App.RestartAsync(() => System.IO.File.Copy(Path.Combine(App.Folder, "checkpoints.jsonl"), Path.Combine(old, "checkpoints.jsonl")));

        var (code, output) = await CopyAsync(await Cluster.CreateDatabaseAsync(), Path.Combine(old, "jitbot.db"));
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("bad:").And.Contain("was not copied"));
    }

    [Test]
    public async Task The_reaper_works_on_PostgreSQL_as_on_a_file()
    {
        var (code, output) = await ProgramRun.RunAsync(
            App.Folder, ["reaper"], ("Storage:Sqlite:Path", ""), ("Storage:Postgres:ConnectionString", await Cluster.CreateDatabaseAsync()));
        Assert.That(output, Does.Contain("nothing is overdue"));
        Assert.That(code, Is.Zero);
    }

    [Test]
    public async Task A_file_that_a_program_serves_from_is_not_copied_and_nothing_is_left_of_the_attempt()
    {
        var target = await Cluster.CreateDatabaseAsync();
        var (code, output) = await CopyAsync(target);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("is in use by another JitBot"));
        Assert.That(await PostgresCluster.AskAsync(target, "SELECT 1 FROM pg_tables WHERE schemaname = 'jitbot'"), Is.Null);
    }

    [Test]
    public async Task A_password_on_the_command_line_is_refused_and_not_repeated()
    {
        var (code, output) = await ProgramRun.RunAsync(App.Folder, ["storage", "copy", "--to", await Cluster.CreateDatabaseAsync()], File);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("PGPASSWORD").And.Not.Contain(PostgresCluster.Password));
    }

    [TestCase(new[] { "storage", "copy" }, "needs --to TARGET")]
    [TestCase(new[] { "storage", "copy", "--to", "nonsense" }, "--to cannot be read")]
    [TestCase(new[] { "storage", "copy", "--to", "Host=db.example.com;Database=jitbot" }, "unencrypted")]
    [TestCase(new[] { "storage", "move" }, "is not a verb")]
    public async Task Wrong_use_is_told(string[] verb, string told)
    {
        var (code, output) = await ProgramRun.RunAsync(App.Folder, verb, File);
        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain(told));
    }

    /// <summary>The story begins on the file.</summary>
    protected override IEnumerable<(string Key, string? Value)> Changes() => [];

    private (string Key, string? Value) File => ("Storage:Sqlite:Path", Path.Combine(App.Folder, "jitbot.db"));

    private Task<(int Code, string Output)> CopyAsync(string target, string? file = null) => ProgramRun.RunAsync(
        App.Folder,
        ["storage", "copy", "--to", new NpgsqlConnectionStringBuilder(target) { Password = null }.ToString()],
        file is null ? File : (File.Key, file), ("PGPASSWORD", PostgresCluster.Password));
}
