using JitBot.Sandbox.Page;

namespace JitBot.Browser.Tests;

/// <summary>Words that a script could trip over are drawn like any others: what throws while a message is drawn leaves the rest undrawn.</summary>
[TestFixture]
public class OddWordsTests
{
    private PageHouse _house = null!;
    private IBrowserContext _context = null!;
    private IPage _page = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _house = await PageHouse.OpenAsync(port: 0);
        _context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions { TimezoneId = "Europe/Zurich" });
        _page = await _context.NewPageAsync();
        await _page.GotoAsync(_house.Url.ToString());
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_context is not null)
            await _context.CloseAsync();
        if (_house is not null)
            await _house.DisposeAsync();
    }

    [TestCase("constructor", "constructor")]
    [TestCase(":constructor: :__proto__: :toString:", ":constructor: :__proto__: :toString:")]
    [TestCase("<!date^x^{date_short}|some day>", "some day")]
    [TestCase("<!date^99999999999999^{date_num}|far away>", "far away")]
    [TestCase("<!date^1|no format>", "no format")]
    [TestCase("<!date^0^{date_num}|the beginning>", "1970-01-01")]
    public async Task Markup_is_drawn(string markup, string seen) =>
        Assert.That(await DrawnAsync("async text => (await import('./mrkdwn.js')).mrkdwn(text).map(each => each.textContent).join()", markup), Is.EqualTo(seen));

    [TestCase("""{ "type": "emoji", "name": "constructor" }""", ":constructor:")]
    [TestCase("""{ "type": "text", "text": "valueOf" }""", "valueOf")]
    [TestCase("""{ "type": "date", "timestamp": "x", "format": "{date}", "fallback": "some day" }""", "some day")]
    public async Task A_run_of_rich_text_is_drawn(string run, string seen) => Assert.That(
        await DrawnAsync(
            """
            async run => {
              const section = { type: 'rich_text_section', elements: [JSON.parse(run)] };
              return (await import('./richtext.js')).richText({ elements: [section] }).textContent;
            }
            """,
            run),
        Is.EqualTo(seen));

    [TestCase("""{ "type": "TextRun", "text": "constructor :like: __proto__" }""", "constructor :like: __proto__")]
    [TestCase("""{ "type": "TextRun", "text": "until {{DATE(2026-01-02T03:04:05Z,SHORT)}} {{TIME(2026-01-02T03:04:05Z)}}." }""", "until Fri, 2 Jan 2026 04:04.")]
    [TestCase("""{ "type": "TextRun", "text": "{{DATE(2026-99-99T03:04:05Z)}} {{DATE(tomorrow)}}" }""", "{{DATE(2026-99-99T03:04:05Z)}} {{DATE(tomorrow)}}")]
    [TestCase("""{ "type": "TextRun", "text": "<b>**bold**</b>" }""", "<b>**bold**</b>")]
    [TestCase("\"a plain word\"", "a plain word")]
    [TestCase("""{ "type": "Mention" }""", "This page cannot draw Mention.")]
    public async Task A_run_of_a_card_is_drawn(string run, string seen) =>
        Assert.That(await CardAsync($$"""{ "type": "RichTextBlock", "inlines": [{{run}}] }"""), Is.EqualTo(seen));

    [TestCase("""{ "type": "Media" }""", "This page cannot draw Media.")]
    [TestCase("""{ "type": "constructor" }""", "This page cannot draw constructor.")]
    [TestCase("""{ }""", "This page cannot draw an element without a type.")]
    [TestCase("""{ "type": "ActionSet", "actions": [{ "type": "Action.OpenUrl", "url": "https://evil.example", "title": "Go" }] }""", "This page cannot draw Action.OpenUrl.")]
    public async Task What_the_page_cannot_draw_of_a_card_is_not_passed_over(string element, string seen) => Assert.That(await CardAsync(element), Is.EqualTo(seen));

    private Task<string> CardAsync(string element) => DrawnAsync(
        """
        async element => {
          const parts = (await import('./card.js')).drawCard({ body: [JSON.parse(element)] }, { name: 'odd', typed: new Map(), unfolded: new Set() });
          return parts.filter(part => part).map(part => part.textContent).join();
        }
        """,
        element);

    private Task<string> DrawnAsync(string script, string what) => _page.EvaluateAsync<string>(script, what);
}
