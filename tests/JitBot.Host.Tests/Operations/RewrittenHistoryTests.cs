using System.Security.Cryptography;
using System.Text;
using JitBot.Core.Audit;
using JitBot.Host.Tests.Running;
using JitBot.Sandbox.World;
using Microsoft.Data.Sqlite;

namespace JitBot.Host.Tests.Operations;

/// <summary>
/// Whoever has the database, the file of checkpoints and the key can rewrite history so that everything fits; what was posted in a channel lays
/// it open. And a database from an old backup is found out, and accepted by an operator.
/// </summary>
internal sealed class RewrittenHistoryTests
{
    private JitBotTestApp _app = null!;
    private string _channel = "";

    private string Database => Path.Combine(_app.Folder, "jitbot.db");

    [SetUp]
    public async Task OpenAsync()
    {
        _app = await JitBotTestApp.StartAsync();
        _channel = _app.Slack.AddChannel("audit").Id;
        await _app.SetAsync(("Audit:SlackChannel", _channel), ("Operations:SlackChannel", _app.Slack.AddChannel("operations").Id));
    }

    [TearDown]
    public async Task CloseAsync() => await _app.DisposeAsync();

    [Test]
    public async Task A_rewritten_history_is_good_within_and_bad_against_what_was_posted()
    {
        await GrantAsync("INC-80 to be rewritten");
        for (var minute = 0; minute < 130; minute++)
            await _app.KeepHouseAsync(TimeSpan.FromMinutes(1));
        var posted = _app.Slack.Messages.In(_app.Slack.Channel(_channel)).Select(message => message.Words).ToList();
        Assert.That(posted, Has.Count.InRange(1, 2).And.All.Contains("Checkpoint of JitBot's log"));
        await _app.CloseAsync();
        Assert.That(await VerifyAsync("--checkpoint", posted[0]), Is.EqualTo(0), "before");
        var key = CheckpointJson.Find(posted[0])!.PublicKey;
        Assert.That(await VerifyAsync("--key", key), Is.EqualTo(0));
        Assert.That(await VerifyAsync("--key", key[..^1] + (key[^1] == '0' ? "1" : "0")), Is.EqualTo(1));

        Rewrite();

        Assert.That(await VerifyAsync(), Is.EqualTo(0), "it fits together again");
        Assert.That(await VerifyAsync("--key", key), Is.EqualTo(0), "the key lay beside it");
        Assert.That(await VerifyAsync("--checkpoint", posted[0]), Is.EqualTo(1), "but not with what others have seen");
    }

    [Test]
    public async Task An_old_backup_is_told_in_the_operations_channel_and_an_operator_ends_the_recovery_with_a_verb()
    {
        await GrantAsync("INC-81 in the backup");
        await _app.KeepHouseAsync(TimeSpan.FromMinutes(6));
        await _app.RestartAsync(() => File.Copy(Database, Database + ".backup"));
        await GrantAsync("INC-82 after the backup", "sam", "warehouse");
        await _app.KeepHouseAsync(TimeSpan.FromMinutes(6));
        await _app.CloseAsync();
        Assert.That((await VerbAsync("audit", "accept-restore")).Code, Is.EqualTo(0), "nothing to accept");
        File.Copy(Database + ".backup", Database, overwrite: true);
        foreach (var end in new[] { "-wal", "-shm" })
            File.Delete(Database + end);

        var (code, output) = await VerbAsync("audit", "accept-restore");
        Assert.That((code, output), Is.EqualTo((1, output)).And.Matches<(int, string)>(each => each.Item2.Contains("Nothing was changed", StringComparison.Ordinal)));
        await _app.StartAgainAsync();
        var told = _app.Slack.Messages.In(_app.Slack.Channel(_app.Setting("Operations:SlackChannel"))).Select(message => message.Words).ToList();
        Assert.That(told.Single(), Does.Contain("restored from an old backup").And.Contain("Production database (Entra").And.Contain("Warehouse (Okta"));
        await GrantAsync("INC-83 during the recovery", "morgan");
        Assert.That(_app.World.IsInProductionDatabase("morgan"), Is.False);
        await _app.KeepHouseAsync(TimeSpan.FromHours(1));
        Assert.That(_app.World.IsInProductionDatabase("riley"), Is.False, "what it knows of is taken away");
        Assert.That(_app.World.IsInWarehouse("sam"), Is.True, "what it does not know of is for people to find");

        Assert.That((await VerbAsync("audit", "accept-restore", "--yes")).Code, Is.EqualTo(1), "not while JitBot runs");
        await _app.CloseAsync();
        Assert.That((await VerbAsync("audit", "accept-restore", "--yes")).Code, Is.EqualTo(0));
        Assert.That(await VerifyAsync(), Is.EqualTo(0), "the new history begins with a checkpoint of its own");
        Assert.That(Directory.GetFiles(_app.Folder, "checkpoints-until-*.jsonl"), Has.Exactly(1).Items);
        await _app.StartAgainAsync();
        await GrantAsync("INC-84 after it", "morgan");
        Assert.That(_app.World.IsInProductionDatabase("morgan"), Is.True);
    }

    private async Task GrantAsync(string words, string who = "riley", string entitlement = SandboxSettings.EntraEntitlement)
    {
        await _app.World.Slack.Person(who).CommandAsync("/jit", $"request {entitlement} 1h {words}");
        await _app.DrainAsync();
        await _app.World.Slack.Person("avery").ClickAsync(_app.World.FindCard(words)!, "approve");
        await _app.DrainAsync();
    }

    private async Task<int> VerifyAsync(params string[] options) => (await VerbAsync(["audit", "verify", .. options])).Code;

    private Task<(int Code, string Output)> VerbAsync(params string[] verb) => ProgramRun.RunAsync(_app.Folder, verb, ("Storage:Sqlite:Path", Database));

    /// <summary>Approvals become denials nowhere: one name is changed in one line, and everything behind it is sealed and signed anew.</summary>
    private void Rewrite()
    {
        using var db = new SqliteConnection($"Data Source={Database};Pooling=False");
        db.Open();
        Run(db, "DROP TRIGGER lines_are_never_changed; DROP TRIGGER checkpoints_are_never_changed; DROP TRIGGER checkpoints_are_never_deleted; DELETE FROM checkpoints");
        var lines = new List<(long Seq, string Text)>();
        using (var read = db.CreateCommand())
        {
            read.CommandText = "SELECT seq, bytes FROM lines ORDER BY seq";
            using var rows = read.ExecuteReader();
            while (rows.Read())
                lines.Add((rows.GetInt64(0), Encoding.UTF8.GetString(rows.GetFieldValue<byte[]>(1))));
        }

        Assert.That(lines.Any(line => line.Text.Contains("prod-db", StringComparison.Ordinal)));
        var head = AuditChain.Empty(AuditChain.Only).Hash;
        foreach (var (seq, text) in lines)
        {
            var bytes = Encoding.UTF8.GetBytes(text.Replace("prod-db", "harmless", StringComparison.Ordinal));
            head = AuditChain.Next(head, bytes);
            Run(db, "UPDATE lines SET bytes = $bytes, hash = $hash WHERE seq = $seq", ("$bytes", bytes), ("$hash", head), ("$seq", seq));
        }

        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(_app.Folder, "checkpoints.key")));
        var checkpoint = Checkpoint.Sign([new ChainHead(AuditChain.Only, lines.Count, head)], _app.Clock.GetUtcNow(), key);
        File.WriteAllText(Path.Combine(_app.Folder, "checkpoints.jsonl"), CheckpointJson.Write(checkpoint) + "\n");
        Run(db, "INSERT INTO checkpoints (heads, at, public_key, signature) VALUES ($heads, $at, $key, $signature)",
            ("$heads", checkpoint.WriteHeads()), ("$at", checkpoint.At.ToUnixTimeMilliseconds()), ("$key", checkpoint.PublicKey), ("$signature", checkpoint.Signature));
    }

    private static void Run(SqliteConnection db, string sql, params (string Name, object Value)[] values)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
