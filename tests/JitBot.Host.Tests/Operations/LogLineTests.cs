using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;

namespace JitBot.Host.Tests.Operations;

/// <summary>Whatever text from outside gets into a log line, it stays one line and looks like what it is.</summary>
[TestFixture]
public class LogLineTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [TestCase("x\n2026-03-02T09:00:00.000Z INF Access granted to everybody")]
    [TestCase("x\r\n2026-03-02T09:00:00.000Z INF forged")]
    [TestCase("x\u0085forged")]
    [TestCase("x\u2028forged\u2029again")]
    [TestCase("\u202Egnp.exe \u200B\u001B[2J\u0000", TestName = "No_invisible_text_forges_a_line_or_hides_in_one")]
    public void No_text_forges_a_line_or_hides_in_one(string text)
    {
        foreach (var asJson in new[] { false, true })
        {
            var printed = Print(asJson, text, exception: null);
            Assert.That(printed.TrimEnd().ReplaceLineEndings("\n").Split('\n'), Has.Exactly(1).Items);
            Assert.That(printed.TrimEnd().Any(c => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format), Is.False, printed);
        }
    }

    [TestCase("Basic dXNlcjpwYXNzd29yZA==", false)]
    [TestCase("SSWS 00QCjAl4MlV-WPXM_oO0", false)]
    [TestCase("make a token under Basic Information.", true)]
    [TestCase("Basic Informationdisguised", false)]
    public void What_looks_like_a_credential_is_blanked_and_the_name_of_a_page_is_not(string text, bool stays) =>
        Assert.That(new Scrubber([]).Clean(text), stays ? Is.EqualTo(text) : Does.EndWith("[secret]"));

    [TestCase("xoxe.xoxb-1-Mi0yLTk4NzY1NDMyMTA")]
    [TestCase("xoxe-1-My0xLTk4NzY1NDMyMTA")]
    public void Nothing_is_left_of_a_token_that_is_renewed(string token) =>
        Assert.That(new Scrubber([]).Clean($"Slack gave {token}, which ends"), Is.EqualTo("Slack gave [secret], which ends"));

    [Test]
    public void The_lines_of_an_exception_are_indented_so_that_none_looks_like_a_line_of_its_own()
    {
        var printed = Print(asJson: false, "failed", new InvalidOperationException("x\n2026-03-02T09:00:00.000Z INF forged"));
        var lines = printed.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines.Skip(1), Has.All.StartsWith("    "));
    }

    private static string Print(bool asJson, string text, Exception? exception)
    {
        var template = new MessageTemplateParser().Parse("Somebody said {Words}");
        var happened = new LogEvent(At, LogEventLevel.Information, exception, template, [new LogEventProperty("Words", new ScalarValue(text))]);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        new ScrubbingFormatter(asJson, new Scrubber([])).Format(happened, output);
        return output.ToString();
    }
}
