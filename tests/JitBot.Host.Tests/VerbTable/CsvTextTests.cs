using FsCheck;
using FsCheck.Fluent;
using JitBot.Core.Audit;

namespace JitBot.Host.Tests.VerbTable;

/// <summary>Any text goes into a table and comes out again, and none becomes a formula.</summary>
[TestFixture]
public class CsvTextTests
{
    private const string Signs = "=+-@\t\r";

    private static readonly Gen<string> Piece = Gen.Frequency(
        (3, Gen.Elements("=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", "'", "＝", " ", "=cmd|' /C calc'!A0", "")),
        (1, Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString())));

    private static readonly Arbitrary<string[]> Rows =
        Gen.Choose(1, 5).SelectMany(cells => Gen.Choose(0, 4).SelectMany(pieces => Piece.ListOf(pieces)).Select(string.Concat).ListOf(cells)).Select(Enumerable.ToArray).ToArbitrary();

    [Test]
    public void Any_text_comes_out_as_it_went_in_once_the_apostrophe_is_taken_away() => Holds(cells =>
        Assert.That(CsvReader.Read(CsvText.Row(cells)).Single().Select(cell => cell.StartsWith('\'') ? cell[1..] : cell), Is.EqualTo(cells)));

    [Test]
    public void No_cell_begins_with_the_sign_of_a_formula() => Holds(cells =>
        Assert.That(CsvReader.Read(CsvText.Row(cells)).Single(), Has.None.Matches<string>(cell => cell.Length > 0 && Signs.Contains(cell[0]))));

    [Test]
    public void Plain_texts_stay_plain() => Assert.That(CsvText.Row("1", "prod-db", "a b"), Is.EqualTo("1,prod-db,a b\r\n"));

    private static void Holds(Action<string[]> asserted) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Rows, asserted));
}
