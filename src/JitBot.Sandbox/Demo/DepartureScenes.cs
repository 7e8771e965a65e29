using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Somebody is deactivated while they have access and ask for more: nothing of it is left.</summary>
internal static class DepartureScenes
{
    private const string HadInEntra = "still here this morning, INC-144";
    private const string AskedInEntra = "nobody will need it, INC-145";
    private const string HadInOkta = "back for one day, INC-146";
    private const string AskedInOkta = "and gone again, INC-147";

    /// <summary>A directory tells nobody; it is asked every five minutes.</summary>
    public static async Task InEntraAsync(DemoStage stage)
    {
        var card = await GrantedAsync(stage, SandboxSettings.EntraEntitlement, HadInEntra);
        await stage.SeeAsync("Riley in the Entra ID group", () => stage.World.IsInProductionDatabase("riley"));
        await AskScenes.InOneLineAsync(stage, "riley", StorySettings.OverlappingEntitlement, "1h", AskedInEntra);
        SetEnabled(stage, isEnabled: false);
        Say("(Riley's account is disabled in Entra ID)");
        await stage.WindAsync(PresenceLimits.LookEvery + PresenceLimits.AgainAfter);
        await stage.SeeAsync("Riley out of the Entra ID group", () => !stage.World.IsInProductionDatabase("riley"));
        await stage.SeeInThreadAsync(card, "in Entra is deactivated; the membership is being removed");
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone");
        await SeeVoidAsync(stage, AskedInEntra, "Entra");
        SetEnabled(stage, isEnabled: true);
    }

    /// <summary>Slack says so itself, and it is for everything that Riley asked for there, whichever directory keeps the group.</summary>
    public static async Task InSlackAsync(DemoStage stage)
    {
        var card = await GrantedAsync(stage, SandboxSettings.OktaEntitlement, HadInOkta);
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.EntraEntitlement, "1h", AskedInOkta);
        await stage.As("riley").BeDeactivatedAsync();
        Say("(Riley's account is deactivated in Slack)");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "in Slack is deactivated; the membership is being removed");
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone");
        await SeeVoidAsync(stage, AskedInOkta, "Slack");
        await stage.As("riley").BeReactivatedAsync();
        await stage.WindAsync(TimeSpan.FromMinutes(1)); // what Slack says of an account is believed for half a minute
    }

    private static async Task<LookAlikes.Slack.SlackMessage> GrantedAsync(DemoStage stage, string entitlement, string words)
    {
        await AskScenes.InOneLineAsync(stage, "riley", entitlement, "1h", words);
        var card = await stage.CardAsync(words);
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeOnCardAsync(words, "Granted until");
        return card;
    }

    private static async Task SeeVoidAsync(DemoStage stage, string words, string where)
    {
        await stage.SeeOnCardAsync(words, CardWords.Title(Phase.Void));
        await stage.SeeInThreadAsync(await stage.CardAsync(words), $"in {where} is deactivated; the request is void");
    }

    private static void SetEnabled(DemoStage stage, bool isEnabled)
    {
        var directory = stage.World.Graph.Directory;
        directory.Put(directory.Person(stage.World.EntraId("riley"))! with { AccountEnabled = isEnabled });
    }
}
