namespace JitBot.Browser.Tests;

/// <summary>Pictures of the page, for people to look at; those at the top of the README are two of them.</summary>
internal static class Shots
{
    private static string Folder => Environment.GetEnvironmentVariable("JITBOT_SHOTS") is { Length: > 0 } folder
        ? folder
        : Path.Combine(TestContext.CurrentContext.WorkDirectory, "shots");

    public static async Task TakeAsync(Visitor visitor, string name)
    {
        Directory.CreateDirectory(Folder);
        await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png") });
    }
}
