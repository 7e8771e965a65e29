using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>What must not matter in the end.</summary>
internal static class TroubleScenes
{
    public static async Task ProviderDownAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "30m", "before the storm of INC-110");
        var card = await stage.CardAsync("INC-110");
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeOnCardAsync("INC-110", "Granted until");
        await stage.World.Okta.GoDownAsync();
        Say("(Okta refuses connections)");
        await stage.WindAsync(TimeSpan.FromMinutes(31));
        await stage.SeeInThreadAsync(card, "is being removed");
        for (var minute = 0; minute < 3; minute++)
            await stage.WindAsync(TimeSpan.FromMinutes(1));
        await stage.SeeInThreadAsync(card, "does not get through yet");
        Check("nobody claims that it is gone", !stage.World.Thread(card).Contains("confirmed that the membership is gone", StringComparison.Ordinal));
        await stage.World.Okta.ComeBackAsync();
        Say("(Okta is back)");
        await stage.WindAsync(TimeSpan.FromMinutes(1));
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone");
    }

    public static async Task KillAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.EntraEntitlement, "30m", "the host will die in INC-111");
        var card = await stage.CardAsync("INC-111");
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeAsync("Riley in the Entra ID group", () => stage.World.IsInProductionDatabase("riley"));
        await stage.KillHostAsync();
        Say("(kill -9)");
        await stage.WindAsync(TimeSpan.FromHours(2));
        Check("nobody removed it meanwhile", stage.World.IsInProductionDatabase("riley"));
        await stage.StartHostAsync();
        Say("(started again)");
        await stage.SeeAsync("Riley out of the Entra ID group", () => !stage.World.IsInProductionDatabase("riley"));
        await stage.SeeInThreadAsync(card, "the membership is gone");
    }
}
