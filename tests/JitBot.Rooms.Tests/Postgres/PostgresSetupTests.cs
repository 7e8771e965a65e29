using JitBot.Core;
using JitBot.Storage.Postgres;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

public class PostgresSetupTests
{
    private const string Good = "Host=localhost;Database=jitbot;Username=jitbot;Password=hunter2";

    [TestCase(null, "is missing")]
    [TestCase("postgres://jitbot:hunter2@db/jitbot", "cannot be read")]
    [TestCase("Host=localhost;Database=jitbot;Password=hunter2;Colour=red", "cannot be read")]
    [TestCase("Host=localhost;Database=jitbot;Password=hunter2;Port=hunter2", "cannot be read")]
    [TestCase("Database=jitbot;Password=hunter2", "names no Host")]
    [TestCase("Host=localhost;Password=hunter2", "names no Database")]
    [TestCase("Host=localhost;Database=jitbot;Password=hunter2;Pooling=false", "Pooling")]
    [TestCase("Host=db.example.com;Database=jitbot;Password=hunter2", "unencrypted; add SSL Mode=VerifyFull")]
    [TestCase("Host=localhost,db.example.com;Database=jitbot;Password=hunter2", "unencrypted")]
    public void A_wrong_connection_string_is_named_by_its_key_and_never_shown(string? text, string words)
    {
        var fault = PostgresSetup.Check(Section(("ConnectionString", text))).Single();
        Assert.That(fault.Key, Is.EqualTo("Storage:Postgres:ConnectionString"));
        Assert.That(fault.Wrong, Does.Contain(words).And.Not.Contain("hunter2"));
    }

    [TestCase("Host=localhost;Database=jitbot")]
    [TestCase("Host=127.0.0.1:5433,[::1]:5434;Database=jitbot")]
    [TestCase("Host=/var/run/postgresql;Database=jitbot")]
    [TestCase("Host=a.example.com,b.example.com;Database=jitbot;SSL Mode=VerifyFull;Target Session Attributes=primary")]
    public void A_connection_string_in_order_is_no_fault(string text) =>
        Assert.That(PostgresSetup.Check(Section(("ConnectionString", text))), Is.Empty);

    [Test]
    public void Unknown_keys_are_reported_beside_the_rest() =>
        Assert.That(PostgresSetup.Check(Section(("Password", "x"))).Select(fault => fault.Key),
            Is.EqualTo(new[] { "Storage:Postgres:ConnectionString", "Storage:Postgres:Password" }));

    [Test]
    public async Task A_section_in_order_makes_the_store_and_puts_its_clock_over_the_registered_one()
    {
        var clock = new StoppedClock();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddPostgres(Section(("ConnectionString", Good)));
        await using var provider = services.BuildServiceProvider();
        Assert.That(provider.GetRequiredService<IAccessStore>(), Is.InstanceOf<PostgresStore>());
        var theirs = provider.GetServices<TimeProvider>().Single();
        Assert.That(theirs, Is.InstanceOf<PostgresClock>());
        Assert.That(theirs.GetUtcNow(), Is.EqualTo(clock.GetUtcNow()));
    }

    private static IConfigurationSection Section(params (string Key, string? Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"{PostgresSetup.Section}:{v.Key}", v.Value)))
        .Build().GetSection(PostgresSetup.Section);
}
