using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Asking.</summary>
internal static class AskScenes
{
    public const string ByFormWords = "The nightly export fails, INC-100";

    public static async Task ByFormAsync(DemoStage stage)
    {
        await stage.As("riley").CommandAsync("/jit", "request");
        var form = stage.World.Slack.Modal("riley");
        await stage.SeeAsync("the form", () => form.IsOpen);
        var offered = await form.TypeAheadAsync("entitlement", "prod");
        Check("the form offers the production database", offered.Any(option => option.Value == SandboxSettings.EntraEntitlement));
        await form.FillAsync("entitlement", SandboxSettings.EntraEntitlement);
        await stage.SeeAsync("who can approve, before sending", () => form.Top.Blocks.ToJsonString().Contains("Who can approve", StringComparison.Ordinal));
        await form.SubmitAsync([new("length", "04:00:00"), new("justification", ByFormWords)]);
        await stage.CardAsync(ByFormWords);
        await stage.SeeToldAsync("riley", "You asked for");
        Check("nobody is in the group before somebody approved", !stage.World.IsInProductionDatabase("riley"));
    }

    /// <summary>Asks in one line, for <paramref name="whom"/> if it is for somebody else, and waits for the card.</summary>
    public static async Task InOneLineAsync(DemoStage stage, string who, string entitlement, string length, string justification, string? whom = null)
    {
        var isFor = whom is null ? "" : $"for {whom} ";
        await stage.As(who).CommandAsync("/jit", $"request {entitlement} {length} {isFor}{justification}");
        await stage.CardAsync(justification);
    }

    public static async Task UngrantableAsync(DemoStage stage)
    {
        await stage.As("riley").CommandAsync("/jit", $"request {SandboxSettings.UngrantableEntitlement} 1h to see who is there, INC-104");
        await stage.SeeToldAsync("riley", "could not be granted");
        Check("no card was posted", stage.World.FindCard("INC-104") is null);
    }

    /// <summary>One click opens the form as it was, and one more sends it.</summary>
    public static async Task AgainAsync(DemoStage stage)
    {
        var riley = stage.As("riley");
        await stage.SeeAsync("a button to ask again for Riley", () => riley.DirectMessages.Any(IsAboutWhatEnded));
        await riley.ClickAsync(riley.DirectMessages.Last(IsAboutWhatEnded), "open_form");
        var form = stage.World.Slack.Modal("riley");
        await stage.SeeAsync("the form", () => form.IsOpen);
        var filled = form.Top.Blocks.ToJsonString();
        Check("the form is filled in", new[] { SandboxSettings.OktaEntitlement, "04:00:00", GrantScenes.ReturnedWords }.All(each => filled.Contains($"\"{each}\"", StringComparison.Ordinal)));
        var (cards, buttons) = (stage.World.CountCards(GrantScenes.ReturnedWords), riley.DirectMessages.Count(ApprovalScenes.HasWithdraw));
        await form.SubmitAsync();
        await stage.SeeAsync("another card", () => stage.World.CountCards(GrantScenes.ReturnedWords) > cards);
        await stage.SeeAsync("a Withdraw button for Riley", () => riley.DirectMessages.Count(ApprovalScenes.HasWithdraw) > buttons);
        await riley.ClickAsync(riley.DirectMessages.Last(ApprovalScenes.HasWithdraw), "withdraw");
        await stage.SeeOnCardAsync(GrantScenes.ReturnedWords, "Withdrawn");
    }

    private static bool IsAboutWhatEnded(LookAlikes.Slack.SlackMessage message) =>
        message.Blocks.ToJsonString() is var blocks && blocks.Contains("\"open_form\"", StringComparison.Ordinal) && blocks.Contains(GrantScenes.ReturnedWords, StringComparison.Ordinal);

    public static async Task LapseAsync(DemoStage stage)
    {
        await InOneLineAsync(stage, "riley", StorySettings.ReportsEntitlement, "30m", "nobody will look at INC-105");
        await stage.WindAsync(TimeSpan.FromMinutes(61));
        await stage.SeeOnCardAsync("INC-105", "Lapsed");
        await stage.SeeToldAsync("riley", "lapsed");
    }
}
