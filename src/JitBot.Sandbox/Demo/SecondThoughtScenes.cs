using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>A yes that is less than was asked for, and one that is thought better of.</summary>
internal static class SecondThoughtScenes
{
    public static async Task LessTimeAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "4h", "the whole afternoon for INC-134");
        var card = await stage.CardAsync("INC-134");
        await stage.As("avery").ClickAsync(card, "approve_with");
        var form = stage.World.Slack.Modal("avery");
        await stage.SeeAsync("the form of a yes", () => form.IsOpen);
        await form.SubmitAsync([new("length", "01:00:00"), new("reason", "one hour is plenty")]);
        await stage.SeeInThreadAsync(card, "Avery Stone approved: one hour is plenty");
        await stage.SeeInThreadAsync(card, "approved it for 1 hour instead of what was asked for");
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await stage.WindAsync(TimeSpan.FromMinutes(61));
        await stage.SeeAsync("Riley out of the Okta group after one hour", () => !stage.World.IsInWarehouse("riley"));
    }

    public static async Task LessTimeInTeamsAsync(DemoStage stage)
    {
        var teams = stage.World.Teams;
        await teams.Teams.Person("riley").SayAsync($"request {SandboxSettings.InTeamsEntitlement} 4h the whole evening for INC-135");
        await stage.SeeAsync("a card in Teams", () => teams.FindCard("INC-135") is not null);
        var card = teams.FindCard("INC-135")!;
        await teams.Teams.Cards("avery").PressAsync(card, "approve_with", new Dictionary<string, string> { ["length"] = "00:30:00", ["why_yes"] = "it is late" });
        await stage.SeeAsync("why, in the thread in Teams", () => teams.Thread(card).Contains("Avery Stone approved: it is late", StringComparison.Ordinal));
        await stage.SeeAsync("less time, in the thread in Teams", () => teams.Thread(card).Contains("for 30 minutes instead of what was asked for", StringComparison.Ordinal));
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await teams.Teams.Person("riley").SayAsync("return");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
    }

    public static async Task TakeBackAsync(DemoStage stage)
    {
        var button = await ApprovedAsync(stage, "INC-136");
        await stage.As("avery").ClickAsync(button, "take_back");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        var card = await stage.CardAsync("INC-136");
        await stage.SeeInThreadAsync(card, "took the approval back; the membership is being removed");
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone");
    }

    public static async Task TooLateAsync(DemoStage stage)
    {
        var button = await ApprovedAsync(stage, "INC-137");
        await stage.WindAsync(TimeSpan.FromSeconds(61));
        await stage.As("avery").ClickAsync(button, "take_back");
        await stage.SeeToldAsync("avery", "An approval can be taken back for 1 minute.");
        Check("Riley still has it", stage.World.IsInWarehouse("riley"));
        await stage.As("riley").CommandAsync("/jit", "return");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
    }

    /// <summary>Asks and approves; the private answer with the button that takes it back.</summary>
    private static async Task<LookAlikes.Slack.SlackMessage> ApprovedAsync(DemoStage stage, string words)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "1h", $"the wrong button in {words}");
        var before = stage.As("avery").Ephemerals.Count(HasTakeBack);
        await stage.As("avery").ClickAsync(await stage.CardAsync(words), "approve");
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await stage.SeeOnCardAsync(words, "Granted until");
        await stage.SeeAsync("a way back for Avery", () => stage.As("avery").Ephemerals.Count(HasTakeBack) > before);
        return stage.As("avery").Ephemerals.Last(HasTakeBack);
    }

    private static bool HasTakeBack(LookAlikes.Slack.SlackMessage message) => message.Blocks.ToJsonString().Contains("\"take_back\"", StringComparison.Ordinal);
}
