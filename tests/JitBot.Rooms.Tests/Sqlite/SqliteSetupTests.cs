using JitBot.Core;
using JitBot.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

public class SqliteSetupTests
{
    [TestCase(null, "is missing")]
    [TestCase(":memory:", "a file on a local disk")]
    [TestCase("file:x?mode=memory", "a file on a local disk")]
    [TestCase("data/", "not of a directory")]
    [TestCase("/", "not of a directory")]
    public void A_wrong_path_is_named_with_its_full_key(string? path, string words)
    {
        var fault = SqliteSetup.Check(Section(("Path", path))).Single();
        Assert.That(fault.Key, Is.EqualTo("Storage:Sqlite:Path"));
        Assert.That(fault.Wrong, Does.Contain(words));
    }

    [Test]
    public void A_path_below_a_file_is_a_fault()
    {
        var file = typeof(SqliteSetupTests).Assembly.Location;
        Assert.That(SqliteSetup.Check(Section(("Path", Path.Combine(file, "store.db")))).Single().Wrong, Does.Contain("below a file"));
    }

    [Test]
    public void Unknown_keys_are_reported_beside_the_rest() =>
        Assert.That(SqliteSetup.Check(Section(("Password", "x"))).Select(fault => fault.Key),
            Is.EqualTo(new[] { "Storage:Sqlite:Path", "Storage:Sqlite:Password" }));

    [Test]
    public async Task A_section_in_order_makes_the_store()
    {
        var section = Section(("Path", "data/jitbot.db"));
        Assert.That(SqliteSetup.Check(section), Is.Empty);
        await using var services = new ServiceCollection().AddLogging().AddSqlite(section).BuildServiceProvider();
        Assert.That(services.GetRequiredService<IAccessStore>(), Is.Not.Null);
    }

    private static IConfigurationSection Section(params (string Key, string? Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"{SqliteSetup.Section}:{v.Key}", v.Value)))
        .Build().GetSection(SqliteSetup.Section);
}
