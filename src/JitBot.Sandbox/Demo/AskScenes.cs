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

    /// <summary>Asks in one line and waits for the card.</summary>
    public static async Task InOneLineAsync(DemoStage stage, string who, string entitlement, string length, string justification)
    {
        await stage.As(who).CommandAsync("/jit", $"request {entitlement} {length} {justification}");
        await stage.CardAsync(justification);
    }

    public static async Task UngrantableAsync(DemoStage stage)
    {
        await stage.As("riley").CommandAsync("/jit", $"request {SandboxSettings.UngrantableEntitlement} 1h to see who is there, INC-104");
        await stage.SeeToldAsync("riley", "could not be granted");
        Check("no card was posted", stage.World.FindCard("INC-104") is null);
    }

    public static async Task LapseAsync(DemoStage stage)
    {
        await InOneLineAsync(stage, "riley", StorySettings.ReportsEntitlement, "30m", "nobody will look at INC-105");
        await stage.WindAsync(TimeSpan.FromMinutes(61));
        await stage.SeeOnCardAsync("INC-105", "Lapsed");
        await stage.SeeToldAsync("riley", "lapsed");
    }
}
