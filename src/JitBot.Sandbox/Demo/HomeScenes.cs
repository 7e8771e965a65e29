using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Demo;

/// <summary>The Home tab: opened once, in line from then on.</summary>
internal static class HomeScenes
{
    public static async Task OpenAsync(DemoStage stage)
    {
        await Rileys(stage).OpenAsync();
        await SeeAsync(stage, "Access in force");
        await SeeAsync(stage, "It ends ");
    }

    public static async Task ReturnAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "4h", "one more look at INC-110");
        await SeeAsync(stage, "Waiting for approval");
        var card = await stage.CardAsync("INC-110");
        await stage.As("morgan").ReactAsync(card, "white_check_mark");
        await SeeAsync(stage, "Access in force");
        var inForce = Returns(stage);
        await Rileys(stage).ClickAsync(inForce[0]);
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        await stage.SeeAsync("one grant less in Riley's Home tab", () => Returns(stage).Count == inForce.Count - 1);
    }

    /// <summary>The buttons by which Riley can give something back, the newest grant's first.</summary>
    private static List<string> Returns(DemoStage stage) =>
        [.. SlackBlocks.Touchables(Rileys(stage).View.Blocks).Where(each => each.ActionId == "return").Select(each => $"{each.BlockId}/{each.ActionId}")];

    private static SlackHomeGestures Rileys(DemoStage stage) => stage.World.Slack.Home("riley");

    private static Task SeeAsync(DemoStage stage, string words) => stage.SeeAsync(
        $"'{words}' in Riley's Home tab", () => Rileys(stage).IsPublished && Rileys(stage).View.Words.Contains(words, StringComparison.Ordinal));
}
