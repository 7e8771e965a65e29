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
        await Rileys(stage).ClickAsync(SlackBlocks.Touchables(Rileys(stage).View.Blocks)
            .Where(each => each.ActionId == "return").Select(each => $"{each.BlockId}/{each.ActionId}").First());
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        await SeeAsync(stage, "You have nothing in force");
    }

    private static SlackHomeGestures Rileys(DemoStage stage) => stage.World.Slack.Home("riley");

    private static Task SeeAsync(DemoStage stage, string words) => stage.SeeAsync(
        $"'{words}' in Riley's Home tab", () => Rileys(stage).IsPublished && Rileys(stage).View.Words.Contains(words, StringComparison.Ordinal));
}
