using FsCheck;
using FsCheck.Fluent;
using JitBot.Storage.Postgres;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Postgres;

public class PostgresTextTests
{
    [Test]
    public void Any_text_survives_and_what_is_stored_holds_no_zero() => Prop.ForAll(
        Gen.Elements('\0', '\u0001', '0', '1', 'a', 'ü').ListOf().Select(chars => new string([.. chars])).ToArbitrary(),
        text => PostgresText.Read(PostgresText.Store(text)) == text && !PostgresText.Store(text).Contains('\0'))
        .QuickCheckThrowOnFailure();

    [Test]
    public void Ordinary_text_is_stored_as_it_is() => Assert.That(PostgresText.Store("Ünïcödé 🦊\r\n"), Is.EqualTo("Ünïcödé 🦊\r\n"));

    [Test]
    public void Half_a_pair_becomes_the_replacement_character() => Assert.That(PostgresText.Store("a\ud800b"), Is.EqualTo("a\ufffdb"));
}
