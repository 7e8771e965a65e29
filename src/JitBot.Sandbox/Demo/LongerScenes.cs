using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>More time, and less: what whoever has access asks for and gives back.</summary>
internal static class LongerScenes
{
    private const string Words = "the repair takes longer, INC-138";

    public static async Task ExtendAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "1h", Words);
        var card = await stage.CardAsync(Words);
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeOnCardAsync(Words, "Granted until");
        var before = stage.As("riley").DirectMessages.Count(IsWarning);
        await stage.WindAsync(TimeSpan.FromMinutes(51));
        await stage.SeeAsync("a warning for Riley", () => stage.As("riley").DirectMessages.Count(IsWarning) > before);
        await stage.As("riley").ClickAsync(stage.As("riley").DirectMessages.Last(IsWarning), "extend");
        await stage.SeeInThreadAsync(card, "Riley Park asks for more time, until");
        await stage.SeeOnCardAsync(Words, "0 of 1 approvals");
        await stage.As("avery").ClickAsync(await stage.CardAsync(Words), "approve");
        await stage.SeeInThreadAsync(card, "There is more time: it ends");
        await stage.SeeToldAsync("riley", "There is more time: you have Warehouse until");
        await stage.WindAsync(TimeSpan.FromMinutes(15));
        Check("the old end has passed and Riley still has it", stage.World.IsInWarehouse("riley"));
        Check("nobody says that the time is up", !stage.World.Thread(card).Contains("The time is up", StringComparison.Ordinal));
    }

    public static async Task PastLongestAsync(DemoStage stage)
    {
        await stage.As("riley").CommandAsync("/jit", $"extend {SandboxSettings.OktaEntitlement} 4h it takes very long");
        await stage.SeeToldAsync("riley", "With that it would last longer in all than the policy allows.");
    }

    public static async Task ReturnAsync(DemoStage stage)
    {
        var card = await stage.CardAsync(Words);
        await stage.As("riley").ClickAsync(card, "return");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "gave the access back");
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone. Sessions that run already may live on for a while.");
    }

    /// <summary>As much as one tap asks for would be another hour; the menu beside the button has other lengths.</summary>
    public static async Task ChooseLengthAsync(DemoStage stage)
    {
        const string HalfAnHour = "a little more will do, INC-149";
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "1h", HalfAnHour);
        var card = await stage.CardAsync(HalfAnHour);
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeOnCardAsync(HalfAnHour, "Granted until");
        var before = stage.As("riley").DirectMessages.Count(IsWarning);
        await stage.WindAsync(TimeSpan.FromMinutes(51));
        await stage.SeeAsync("a warning for Riley", () => stage.As("riley").DirectMessages.Count(IsWarning) > before);
        var warning = stage.As("riley").DirectMessages.Last(IsWarning);
        Check("no length is offered that the policy would refuse", !warning.Blocks.ToJsonString().Contains("\"4 hours\"", StringComparison.Ordinal));
        await stage.As("riley").ClickAsync(warning, "extend_by", "30 minutes");
        await stage.SeeInThreadAsync(card, "Riley Park asks for more time, until");
        await stage.SeeOnCardAsync(HalfAnHour, "0 of 1 approvals");
        await stage.As("avery").ClickAsync(await stage.CardAsync(HalfAnHour), "approve");
        await stage.SeeInThreadAsync(card, "There is more time: it ends");
        await stage.WindAsync(TimeSpan.FromMinutes(15));
        Check("the old end has passed and Riley still has it", stage.World.IsInWarehouse("riley"));
        await stage.WindAsync(TimeSpan.FromMinutes(25));
        await stage.SeeAsync("Riley out of the Okta group half an hour after the old end", () => !stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone");
    }

    /// <summary>Signed out of everything, when it is gone and not before.</summary>
    public static async Task SignOutAsync(DemoStage stage)
    {
        const string SignedOut = "not a minute longer, INC-148";
        await AskScenes.InOneLineAsync(stage, "riley", StorySettings.SigningOutEntitlement, "1h", SignedOut);
        var card = await stage.CardAsync(SignedOut);
        await stage.As("avery").ClickAsync(card, "approve");
        await stage.SeeOnCardAsync(SignedOut, "Granted until");
        await stage.WindAsync(TimeSpan.FromMinutes(51));
        await stage.SeeToldAsync("riley", "With its end you are signed out everywhere.");
        Check("nobody was signed out before the end", stage.World.Graph.Sessions.Of(stage.World.EntraId("riley")).Count == 0);
        await stage.WindAsync(TimeSpan.FromMinutes(10));
        await stage.SeeInThreadAsync(card, "Signing out everywhere follows.");
        await stage.SeeAsync("Riley signed out", () => stage.World.Graph.Sessions.Of(stage.World.EntraId("riley")).Count == 1);
        await stage.SeeInThreadAsync(card, "Entra has signed Riley Park out everywhere.");
    }

    private static bool IsWarning(SlackMessage message) => message.Blocks.ToJsonString().Contains("\"extend\"", StringComparison.Ordinal);
}
