using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Operators stop granting and let it go on.</summary>
internal static class FreezeScenes
{
    private const string Words = "while all is frozen, INC-139";

    public static async Task FreezeAsync(DemoStage stage)
    {
        await stage.As("riley").CommandAsync("/jit", "freeze for fun");
        await stage.SeeToldAsync("riley", "Only an operator can do that.");
        await stage.As("avery").CommandAsync("/jit", "freeze the tokens leaked");
        await stage.SeeToldAsync("avery", "Granting is frozen: nothing is granted from now on.");
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "1h", Words);
        var card = await stage.CardAsync(Words);
        await stage.As("morgan").ClickAsync(card, "approve");
        await stage.SeeOnCardAsync(Words, "Approved, being granted");
        await stage.As("riley").CommandAsync("/jit", "status");
        await stage.SeeToldAsync("riley", "The reason: the tokens leaked");
        await stage.WindAsync(TimeSpan.FromMinutes(1));
        Check("nothing was granted", !stage.World.IsInWarehouse("riley"));
    }

    public static async Task UnfreezeAsync(DemoStage stage)
    {
        await stage.As("avery").CommandAsync("/jit", "unfreeze");
        await stage.SeeToldAsync("avery", "Granting goes on when another operator says the same");
        await stage.WindAsync(TimeSpan.FromMinutes(1));
        Check("one yes is not enough", !stage.World.IsInWarehouse("riley"));
        await stage.As("sam").CommandAsync("/jit", "unfreeze");
        await stage.SeeToldAsync("sam", "Granting goes on.");
        await stage.WindAsync(TimeSpan.FromMinutes(1));
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await stage.SeeOnCardAsync(Words, "Granted until");
        await stage.As("riley").CommandAsync("/jit", "return");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
    }
}
