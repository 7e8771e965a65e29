namespace JitBot.Browser.Tests;

/// <summary>The system's Chromium, headless, once for all tests. Playwright brings the wire to it and downloads nothing.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private const string Missing = "Chromium is not installed (Debian: apt-get install chromium), and JITBOT_CHROMIUM names no other.";

    /// <summary>Everything here happens within moments, but machines that build beside their tests are slow.</summary>
    private const float PatienceMilliseconds = 60_000;

    private static IPlaywright? _playwright;

    internal static IBrowser Browser { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("JITBOT_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";
        if (!File.Exists(path))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Missing);
            Assert.Ignore(Missing);
        }

        SetDefaultExpectTimeout(PatienceMilliseconds);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = Environment.UserName == "root" ? ["--no-sandbox"] : [], // Chromium's own sandbox refuses root
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        _playwright?.Dispose();
    }
}
