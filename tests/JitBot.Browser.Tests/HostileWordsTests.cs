using JitBot.Testing;

namespace JitBot.Browser.Tests;

/// <summary>Words written to do harm are shown as they are in both chats, and widen nothing.</summary>
[Long]
public class HostileWordsTests : PageTests
{
    private const string Html = "<img src=x onerror=alert(1)><script>alert(2)</script> &lt;b&gt; INC-500";
    private const string Markdown = "**bold** [safe](https://evil.example) <at>everyone</at> {{DATE(2026-01-01T00:00:00Z,SHORT)}} INC-501";
    private const string RightToLeft = "\u202Egnorw si siht\u202C \u05D0\u05D1\u05D2\u05D3 INC-502";

    private static readonly string Long = $"INC-503 {new string('W', 380)}";

    [TestCase(1280, 800)]
    [TestCase(390, 844)]
    public async Task They_are_drawn_as_they_are(int width, int height)
    {
        var inTeams = (await Stage.VisitAsync(width, height)).InTeams;
        var dialogs = 0;
        inTeams.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        foreach (var (words, mark, seen) in new[]
        {
            (Html, "INC-500", "<img src=x onerror=alert(1)><script>alert(2)</script>"),
            (Markdown, "INC-501", "**bold** [safe](https://evil.example) <at>everyone</at>"),
            (RightToLeft, "INC-502", "\u05D0\u05D1\u05D2\u05D3"),
            (Long, "INC-503", new string('W', 100)),
        })
        {
            await inTeams.GoToAsync("JitBot");
            await inTeams.WriteAsync($"request prod-db-in-both 1h {words} {width}");
            await inTeams.GoToAsync("approvals");
            await Expect(inTeams.Card($"{mark}")).ToContainTextAsync(seen);
            await Expect(inTeams.InSlack.Card($"{mark}")).ToContainTextAsync(seen);
            Assert.That(await inTeams.FitsAsync(), mark);
            await inTeams.OnCard(mark, "Withdraw").ClickAsync();
            await Expect(inTeams.Card(mark)).ToContainTextAsync("Withdrawn");
        }

        await Shots.TakeAsync(inTeams, $"hostile-{width}");
        await Expect(inTeams.Page.Locator(".messages :is(script, a, iframe, img:not(.face))")).ToHaveCountAsync(0);
        Assert.That(dialogs, Is.Zero);
    }

    [TestCase(1280, 800)]
    [TestCase(390, 844)]
    public async Task They_do_no_harm_either_when_a_person_only_says_them(int width, int height)
    {
        var visitor = await Stage.VisitAsync(width, height);
        foreach (var chat in new[] { visitor, visitor.InTeams })
        {
            await chat.GoToAsync("approvals");
            foreach (var words in new[] { Html, Long })
            {
                await chat.WriteAsync(words);
                await Expect(chat.Messages).ToContainTextAsync(words);
            }

            Assert.That(await chat.FitsAsync());
        }

        await Expect(visitor.Page.Locator(".messages :is(script, a, iframe, img:not(.face))")).ToHaveCountAsync(0);
    }
}
