using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Having, and having no more.</summary>
internal static class GrantScenes
{
    public const string ReturnedWords = "back soon from INC-109";

    public static async Task StandingAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "sam", SandboxSettings.EntraEntitlement, "30m", "not sure whether I have it, INC-107");
        await stage.As("avery").ClickAsync(await stage.CardAsync("INC-107"), "approve");
        await stage.SeeOnCardAsync("INC-107", "already");
        await stage.SeeToldAsync("sam", "already");
    }

    /// <summary>Riley has the database for four hours since the form; a second grant of 30 minutes on the same group, by another entitlement, begins and ends within them.</summary>
    public static async Task OverlapAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", StorySettings.OverlappingEntitlement, "30m", "a second look at INC-108");
        var card = await stage.CardAsync("INC-108");
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeOnCardAsync("INC-108", "Granted until");
        await stage.WindAsync(TimeSpan.FromMinutes(31));
        await stage.SeeInThreadAsync(card, "Another grant still needs the membership");
        Check("Riley is still in the group", stage.World.IsInProductionDatabase("riley"));
    }

    public static async Task ExpiryAsync(DemoStage stage)
    {
        var card = await stage.CardAsync(AskScenes.ByFormWords);
        await stage.WindAsync(TimeSpan.FromHours(4));
        await stage.SeeAsync("Riley out of the Entra ID group", () => !stage.World.IsInProductionDatabase("riley"));
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone");
        await stage.SeeToldAsync("riley", "confirmed that the membership is gone");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
    }

    public static async Task StandingStaysAsync(DemoStage stage)
    {
        await stage.SeeOnCardAsync("INC-107", "stays as it was");
        Check("Sam is still in the group", stage.World.IsInProductionDatabase("sam"));
    }

    public static async Task LaterLooksAsync(DemoStage stage)
    {
        foreach (var wait in new[] { TimeSpan.FromSeconds(16), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15) })
        {
            var before = Looks(stage);
            await stage.WindAsync(wait);
            await stage.SeeAsync("another look at the group", () => Looks(stage) > before);
        }
    }

    public static async Task ReturnAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "4h", ReturnedWords);
        var card = await stage.CardAsync(ReturnedWords);
        await stage.As("morgan").ReactAsync(card, "white_check_mark");
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await stage.SeeOnCardAsync(ReturnedWords, "Granted until");
        await stage.As("riley").CommandAsync("/jit", "return");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "gave the access back");
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone");
    }

    private static int Looks(DemoStage stage) => stage.World.Graph.Requests.Count(request =>
        request.StartsWith("GET", StringComparison.Ordinal) && request.Contains(stage.World.EntraId("riley"), StringComparison.Ordinal));
}
