using JitBot.Storage.Sqlite;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

/// <summary>What stands in a row, told from nothing.</summary>
public class SqliteRowTests
{
    private readonly TemporaryDirectory _directory = new();
    private SqliteSession _session = null!;

    [OneTimeSetUp]
    public void Open()
    {
        var path = Path.Combine(_directory.Path, "rows.db");
        File.Create(path).Dispose();
        _session = SqliteSession.Open(path, TimeSpan.FromSeconds(1));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _session.Dispose();
        _directory.Dispose();
    }

    [Test]
    public void Zero_an_empty_text_and_no_bytes_are_something()
    {
        var read = _session.List("SELECT 0, '', x''", row => (row.GetInt64(0), row.GetString(1), row.GetBytes(2).Length));
        Assert.That(read, Is.EqualTo(new[] { (0L, "", 0) }));
    }

    [Test]
    public void Nothing_is_never_read_as_a_number_a_text_or_bytes() => Assert.Multiple(() =>
    {
        Assert.That(() => _session.List("SELECT NULL", row => row.GetInt64(0)), Throws.TypeOf<InvalidCastException>());
        Assert.That(() => _session.List("SELECT NULL", row => row.GetString(0)), Throws.TypeOf<InvalidCastException>());
        Assert.That(() => _session.List("SELECT NULL", row => row.GetBytes(0)), Throws.TypeOf<InvalidCastException>());
    });
}
