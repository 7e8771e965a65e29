using JitBot.Core.Checkup;
using JitBot.Storage.Postgres;
using JitBot.Testing;
using Npgsql;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

/// <summary>What is wrong with a database is named, with the step that mends it, and nothing is written to find out.</summary>
public class PostgresCheckupTests : PostgresFixture
{
    private static readonly NamedInSettings Nothing = new([], [], [], []);

    [Test]
    public async Task The_role_that_runs_is_just_right_and_whoever_serves_is_counted()
    {
        var runs = await RoleAsync(PostgresSchema.RunningRole);
        await (await OpenAsync()).DisposeAsync();
        await OpenAsync(runs);
        await OpenAsync(runs);

        var found = await LookAsync(runs);
        Assert.That(found, Has.All.Matches<Finding>(finding => finding.Verdict == Verdict.Good), string.Join('\n', found));
        Assert.That(found.Select(finding => finding.What), Has.Some.EqualTo("2 JitBots serve from it now").And.Some.Contains("may not change the log"));
    }

    [Test]
    public async Task A_role_that_owns_the_log_is_to_be_looked_at() =>
        Assert.That((await AfterAsync("SELECT 1")).Single(finding => finding.Check == CheckKind.Right).Verdict, Is.EqualTo(Verdict.Warn));

    [TestCase("ALTER DATABASE {0} SET synchronous_commit = off", "has synchronous_commit off", "SET synchronous_commit = on")]
    [TestCase("ALTER DATABASE {0} SET default_transaction_read_only = on", "can only be read here", "Target Session Attributes=primary")]
    [TestCase("UPDATE schema SET number = 9999, oldest_served = 9999", "was upgraded by a newer JitBot", "Start a newer version")]
    public async Task What_is_wrong_with_a_database_is_named(string fault, string words, string todo)
    {
        var name = new NpgsqlConnectionStringBuilder(Database).Database;
        var bad = (await AfterAsync(fault.Replace("{0}", name, StringComparison.Ordinal))).Single(finding => finding.Verdict == Verdict.Bad);
        Assert.That(bad.What, Does.Contain(words));
        Assert.That(bad.Todo, Does.Contain(todo));
    }

    [Test]
    public async Task Missing_rights_are_named()
    {
        var runs = await RoleAsync(PostgresSchema.RunningRole);
        await (await OpenAsync()).DisposeAsync();
        await TamperAsync("REVOKE DELETE ON effects FROM jitbot");
        var bad = (await LookAsync(runs)).Single(finding => finding.Verdict == Verdict.Bad);
        Assert.That(bad.What, Is.EqualTo("our role may not DELETE on effects"));
        Assert.That(bad.Todo, Does.Contain("storage upgrade"));
    }

    [Test]
    public async Task A_database_that_is_not_reached_is_told_without_its_password()
    {
        var away = new NpgsqlConnectionStringBuilder(Database) { Port = 1 }.ToString();
        var only = (await LookAsync(away)).Single();
        Assert.That(only.Verdict, Is.EqualTo(Verdict.Bad));
        Assert.That(only.ToString(), Does.Not.Contain(PostgresCluster.Password));
    }

    private async Task<List<Finding>> AfterAsync(string sql)
    {
        await (await OpenAsync()).DisposeAsync();
        await TamperAsync(sql);
        NpgsqlConnection.ClearAllPools();
        return await LookAsync(Database);
    }

    private static async Task<List<Finding>> LookAsync(string database)
    {
        var found = new List<Finding>();
        await foreach (var finding in new PostgresCheckup(new PostgresOptions(new NpgsqlConnectionStringBuilder(database))).LookAsync(Nothing, default))
            found.Add(finding);
        return found;
    }
}
