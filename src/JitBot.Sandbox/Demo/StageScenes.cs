using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Who decides, and who decides besides when nobody does.</summary>
internal static class StageScenes
{
    public static async Task TwoStagesAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", StorySettings.ByStagesEntitlement, "1h", "two stages for INC-130");
        var card = await stage.CardAsync("INC-130");
        await stage.SeeOnCardAsync("INC-130", "Stage 1 of 2: 0 of 2 approvals");
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeOnCardAsync("INC-130", "Stage 1 of 2: 1 of 2 approvals");
        await stage.As("morgan").ReactAsync(card, "+1");
        await stage.SeeOnCardAsync("INC-130", "Stage 2 of 2: 0 of 1 approvals");
        await stage.SeeInThreadAsync(card, "Stage 2 of 2 is to decide now");
        await stage.As("avery").ClickAsync(await stage.CardAsync("INC-130"), "approve");
        await stage.SeeToldAsync("avery", "You have approved an earlier stage of this request.");
        Check("one stage grants nothing", !stage.World.IsInWarehouse("riley"));
        await stage.As("sam").ClickAsync(await stage.CardAsync("INC-130"), "approve");
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "Access granted");
        await ReturnAsync(stage, "riley");
    }

    public static async Task OnCallAsync(DemoStage stage)
    {
        stage.World.PutOnCall("morgan");
        await AskScenes.InOneLineAsync(stage, "morgan", StorySettings.OnCallEntitlement, "30m", "the pager rang, INC-131");
        var card = await stage.CardAsync("INC-131");
        await stage.SeeAsync("Morgan in the Okta group", () => stage.World.IsInWarehouse("morgan"));
        await stage.SeeInThreadAsync(card, "Approved by the policy:");
        await stage.SeeInThreadAsync(card, $"{SandboxWorld.FirstLine}");
        await stage.SeeInThreadAsync(card, "for up to 1 hour, without asking anybody");
        await stage.SeeOnCardAsync("INC-131", "Granted until");
        await ReturnAsync(stage, "morgan");
    }

    public static async Task NotOnCallAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", StorySettings.OnCallEntitlement, "30m", "no pager rang, INC-132");
        await stage.SeeOnCardAsync("INC-132", "Waiting for approval");
        await stage.SeeToldAsync("riley", "It can be approved by: Avery Stone");
        Check("nothing was granted", !stage.World.IsInWarehouse("riley"));
        await stage.As("avery").ClickAsync(await stage.CardAsync("INC-132"), "deny");
        var form = stage.World.Slack.Modal("avery");
        await stage.SeeAsync("the form for the reason", () => form.IsOpen);
        await form.SubmitAsync();
        await stage.SeeOnCardAsync("INC-132", "Denied");
    }

    public static async Task NextTierAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", StorySettings.TieredEntitlement, "30m", "is anybody there, INC-133");
        var card = await stage.CardAsync("INC-133");
        Check("the second line is not asked yet", stage.World.FindCard("INC-133", stage.World.SecondLine) is null);
        await stage.WindAsync(TimeSpan.FromMinutes(16));
        await stage.SeeInThreadAsync(card, "This still waits for an approval.");
        await stage.WindAsync(TimeSpan.FromMinutes(5));
        await stage.SeeInThreadAsync(card, "Nobody has decided on it yet. Also asked now: Morgan Diaz");
        await stage.SeeAsync("a card for the second line", () => stage.World.FindCard("INC-133", stage.World.SecondLine) is not null);
        await stage.As("morgan").ClickAsync(stage.World.FindCard("INC-133", stage.World.SecondLine)!, "approve");
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "Morgan Diaz approved");
        await stage.SeeOnCardAsync("INC-133", "Granted until");
        await ReturnAsync(stage, "riley");
    }

    private static async Task ReturnAsync(DemoStage stage, string who)
    {
        await stage.As(who).CommandAsync("/jit", "return");
        await stage.SeeAsync("the membership gone", () => !stage.World.IsInWarehouse(who));
    }
}
