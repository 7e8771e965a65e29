using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Breaking glass, and what is owed for it.</summary>
internal static class EmergencyScenes
{
    private const string First = "the primary is down, INC-140";
    private const string Unreviewed = "and down again, INC-141";
    private const string Later = "once more, INC-142";

    public static async Task BreakGlassAsync(DemoStage stage)
    {
        stage.World.PutOnCall("morgan");
        var teams = stage.World.Teams;
        await EscalateAsync(stage, First);
        await SeeGrantedAsync(stage, First);
        await stage.SeeOnCardAsync(First, "🚨 Emergency");
        await stage.SeeInThreadAsync(await stage.CardAsync(First), "The reason: the primary is down");
        await stage.SeeAsync("the red card in Teams", () => teams.FindCard(First)?.Card?.ToJsonString() is { } card
            && card.Contains("\"attention\"", StringComparison.Ordinal) && card.Contains("Emergency", StringComparison.Ordinal));
        await stage.SeeAsync("a page", () => stage.World.Pager.Pages.Count == 1);
        Say($"(paged: {(string?)stage.World.Pager.Pages.Values.Single()["summary"]})");
        await ReturnAsync(stage);
    }

    public static async Task NotOnCallAsync(DemoStage stage)
    {
        await stage.As("riley").CommandAsync("/jit", $"escalate {StorySettings.EmergencyEntitlement} I would like to see it");
        await stage.SeeToldAsync("riley", "The policy does not let you take this at once in an emergency");
        Check("nothing was granted", !stage.World.IsInProductionDatabase("riley"));
        Check("nobody was woken", stage.World.Pager.Pages.Count == 1);
    }

    /// <summary>One on the card and in a form, the other on the card in Teams.</summary>
    public static async Task ReviewAsync(DemoStage stage)
    {
        var card = await stage.CardAsync(First);
        await stage.SeeOnCardAsync(First, "0 of 2, due");
        await stage.As("avery").ClickAsync(card, "review");
        var form = stage.World.Slack.Modal("avery");
        await stage.SeeAsync("the form of a review", () => form.IsOpen);
        await form.SubmitAsync([new("reason", "only what the outage needed")]);
        await stage.SeeOnCardAsync(First, "1 of 2, due");
        var teams = stage.World.Teams;
        await teams.Teams.Cards("sam").PressAsync(teams.FindCard(First)!, "review", new Dictionary<string, string> { ["finding"] = "I agree" });
        await stage.SeeOnCardAsync(First, "2 of 2: done");
        await stage.SeeInThreadAsync(card, "Avery Stone has looked at this emergency: only what the outage needed");
        await stage.SeeInThreadAsync(card, "Sam Okafor has looked at this emergency: I agree");
    }

    public static async Task OwedAsync(DemoStage stage)
    {
        await EscalateAsync(stage, Unreviewed);
        await SeeGrantedAsync(stage, Unreviewed);
        await ReturnAsync(stage);
        await stage.WindAsync(TimeSpan.FromHours(25));
        await stage.SeeInThreadAsync(await stage.CardAsync(Unreviewed), "still needs 2 of 2 reviews");
        await EscalateAsync(stage, Later);
        await stage.SeeToldAsync("morgan", "An earlier emergency of your team has not been reviewed in time.");
        Check("nothing was granted", !stage.World.IsInProductionDatabase("morgan"));
        Check("no card was posted", stage.World.FindCard(Later) is null);
    }

    public static async Task PaidAsync(DemoStage stage)
    {
        var request = System.Text.RegularExpressions.Regex.Match((await stage.CardAsync(Unreviewed)).Words, "r-[a-z0-9]+").Value;
        foreach (var who in new[] { "avery", "sam" })
            await stage.As(who).CommandAsync("/jit", $"review {request} all was in order");
        await stage.SeeOnCardAsync(Unreviewed, "2 of 2: done");
        await EscalateAsync(stage, Later);
        await SeeGrantedAsync(stage, Later);
        await stage.SeeAsync("three pages in all", () => stage.World.Pager.Pages.Count == 3);
        await ReturnAsync(stage);
    }

    private static Task<SlackReply> EscalateAsync(DemoStage stage, string reason) =>
        stage.As("morgan").CommandAsync("/jit", $"escalate {StorySettings.EmergencyEntitlement} {reason}");

    private static async Task SeeGrantedAsync(DemoStage stage, string words)
    {
        await stage.SeeAsync("Morgan in the Entra ID group", () => stage.World.IsInProductionDatabase("morgan"));
        await stage.SeeOnCardAsync(words, "Access in force");
    }

    private static async Task ReturnAsync(DemoStage stage)
    {
        await stage.As("morgan").CommandAsync("/jit", "return");
        await stage.SeeAsync("Morgan out of the Entra ID group", () => !stage.World.IsInProductionDatabase("morgan"));
    }
}
