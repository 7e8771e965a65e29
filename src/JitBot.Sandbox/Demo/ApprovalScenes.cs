using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Deciding.</summary>
internal static class ApprovalScenes
{
    public static Task GuestAsync(DemoStage stage) => ClickInVainAsync(stage, "gus", "Guest accounts");

    public static Task StrangerAsync(DemoStage stage) => ClickInVainAsync(stage, "stella", "this organisation");

    public static Task OwnRequestAsync(DemoStage stage) => ClickInVainAsync(stage, "riley", "your own request");

    public static async Task ByButtonAsync(DemoStage stage)
    {
        var card = await stage.CardAsync(AskScenes.ByFormWords);
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeAsync("Riley in the Entra ID group", () => stage.World.IsInProductionDatabase("riley"));
        await stage.SeeOnCardAsync(AskScenes.ByFormWords, "Granted until");
        await stage.SeeInThreadAsync(card, "Avery Stone approved");
        await stage.SeeInThreadAsync(card, "Access granted");
        await stage.SeeToldAsync("riley", "until");
    }

    public static async Task ByReactionAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "2h", "fixing INC-101 in the warehouse");
        var card = await stage.CardAsync("INC-101");
        await stage.As("morgan").ReactAsync(card, "white_check_mark");
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "Morgan Diaz approved");
        await stage.SeeOnCardAsync("INC-101", "Granted until");
    }

    public static async Task DenialAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", StorySettings.ReportsEntitlement, "1h", "curious about INC-102");
        var card = await stage.CardAsync("INC-102");
        await stage.As("avery").ClickAsync(card, "deny");
        var form = stage.World.Slack.Modal("avery");
        await stage.SeeAsync("the form for the reason", () => form.IsOpen);
        await form.SubmitAsync([new("reason", "Ask the owner first")]);
        await stage.SeeOnCardAsync("INC-102", "Denied");
        await stage.SeeInThreadAsync(card, "Ask the owner first");
        await stage.SeeToldAsync("riley", "Ask the owner first");
    }

    public static async Task WithdrawalAsync(DemoStage stage)
    {
        var told = stage.As("riley");
        var before = told.DirectMessages.Count(HasWithdraw);
        await AskScenes.InOneLineAsync(stage, "riley", StorySettings.ReportsEntitlement, "1h", "no longer needed INC-103");
        await stage.SeeAsync("a Withdraw button for Riley", () => told.DirectMessages.Count(HasWithdraw) > before);
        await told.ClickAsync(told.DirectMessages.Last(HasWithdraw), "withdraw");
        await stage.SeeOnCardAsync("INC-103", "Withdrawn");
    }

    public static async Task TwoApprovalsAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.ByTwoEntitlement, "30m", "two must agree on INC-106");
        var card = await stage.CardAsync("INC-106");
        await stage.As("avery").ReactAsync(card, "+1::skin-tone-3");
        await stage.SeeInThreadAsync(card, "Avery Stone approved");
        await stage.As("avery").UnreactAsync(card, "+1::skin-tone-3");
        await stage.SeeInThreadAsync(card, "took the approval back");
        await stage.As("morgan").ClickAsync(card, "approve");
        await stage.SeeOnCardAsync("INC-106", "1 of 2");
        Check("one vote of two grants nothing", !stage.World.Thread(card).Contains("Access granted", StringComparison.Ordinal));
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeInThreadAsync(card, "Access granted");
    }

    internal static bool HasWithdraw(LookAlikes.Slack.SlackMessage message) => message.Blocks.ToJsonString().Contains("\"withdraw\"", StringComparison.Ordinal);

    private static async Task ClickInVainAsync(DemoStage stage, string who, string told)
    {
        var card = await stage.CardAsync(AskScenes.ByFormWords);
        await stage.As(who).ClickAsync(card, "approve");
        await stage.SeeToldAsync(who, told);
        Check("nothing was granted", !stage.World.IsInProductionDatabase("riley"));
    }
}
