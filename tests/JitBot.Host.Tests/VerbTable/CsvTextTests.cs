using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using JitBot.Core.Audit;

namespace JitBot.Host.Tests.VerbTable;

/// <summary>Any text goes into a table and comes out again, and none becomes a formula.</summary>
[TestFixture]
public partial class CsvTextTests
{
    private const string Signs = "=+-@\t\r";

    private static readonly Gen<string> Piece = Gen.Frequency(
        (3, Gen.Elements("=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", "'", "＝", " ", "=cmd|' /C calc'!A0", "")),
        (1, Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString())));

    private static readonly Arbitrary<string[]> Rows =
        Gen.Choose(1, 5).SelectMany(cells => Gen.Choose(0, 4).SelectMany(pieces => Piece.ListOf(pieces)).Select(string.Concat).ListOf(cells)).Select(Enumerable.ToArray).ToArbitrary();

    [Test]
    public void Any_text_comes_out_as_it_went_in_once_the_apostrophe_is_taken_away() => Holds(cells =>
        Assert.That(CsvReader.Read(CsvText.Row(cells)).Single().Select(cell => Mark().Replace(cell, "$1")), Is.EqualTo(cells)));

    [Test]
    public void No_cell_begins_with_the_sign_of_a_formula() => Holds(cells =>
        Assert.That(CsvReader.Read(CsvText.Row(cells)).Single(), Has.None.Matches<string>(cell => cell.Length > 0 && Signs.Contains(cell[0]))));

    [Test]
    public void None_does_so_for_a_spreadsheet_that_parts_cells_at_semicolons() => Holds(cells =>
        Assert.That(CsvText.Row(cells).TrimEnd('\r', '\n').Split(';').Skip(1), Has.None.Matches<string>(part => part.TrimStart(' ') is [var first, ..] && Signs.Contains(first))));

    [Test]
    public void Plain_texts_stay_plain() => Assert.That(CsvText.Row("1", "prod-db", "a b"), Is.EqualTo("1,prod-db,a b\r\n"));

    [GeneratedRegex(@"((?:\A|;)\ *)'")]
    private static partial Regex Mark();

    private static void Holds(Action<string[]> asserted) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Rows, asserted));
}
