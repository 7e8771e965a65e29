using JitBot.Core;
using JitBot.Storage.Sqlite;
using JitBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Sqlite;

public class SqliteStoreTests : StoreContract
{
    private TemporaryDirectory _directory = null!;

    [OneTimeSetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [OneTimeTearDown]
    public void RemoveDirectory() => _directory.Dispose();

    protected override IAccessStore MakeStore() =>
        new SqliteStore(new SqliteOptions(_directory.File($"{TestContext.CurrentContext.Test.ID}.db")), NullLogger<SqliteStore>.Instance);
}
