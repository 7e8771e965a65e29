using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Asking for somebody else.</summary>
internal static class ForOthersScenes
{
    private const string Words = "Riley is on the train, INC-150";

    /// <summary>Both are among the approvers, and for once both are whose request it is.</summary>
    public static async Task AskAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "morgan", StorySettings.ForOthersEntitlement, "30m", Words, "riley@example.com");
        var card = await stage.CardAsync(Words);
        Check("both are named on the card", card.Words.Contains("Morgan Diaz for Riley Park", StringComparison.Ordinal));
        await stage.SeeInThreadAsync(card, "Asked by Morgan Diaz for Riley Park. Neither of them decides on it.");
        await stage.SeeToldAsync("riley", "Morgan Diaz asked for Warehouse, shared for you");
        foreach (var own in new[] { "morgan", "riley" })
        {
            var before = Refusals(stage, own);
            await stage.As(own).ClickAsync(card, "approve");
            await stage.SeeAsync($"{own} told that it is their own", () => Refusals(stage, own) > before);
        }

        Check("nobody's yes counted", stage.World.FindCard(Words)!.Words.Contains("0 of 1", StringComparison.Ordinal));
        await SeeInLogAsync(stage);
        await stage.As("avery").ClickAsync(await stage.CardAsync(Words), "approve");
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await stage.SeeOnCardAsync(Words, "Granted until");
        Check("Morgan is not", !stage.World.IsInWarehouse("morgan"));
        await stage.As("riley").ClickAsync(await stage.CardAsync(Words), "return");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone");
    }

    /// <summary>The table that auditors get says whom it is for and who asked; the line itself names them by their ids.</summary>
    private static async Task SeeInLogAsync(DemoStage stage)
    {
        var (code, output) = await stage.RunVerbAsync(stage.Folder, "audit", "export", "--format", "csv");
        Check($"exit code 0 (it was {code})", code == 0);
        var asked = output.Split('\n').Single(line => line.Contains(Words, StringComparison.Ordinal) && line.Contains(",asked,", StringComparison.Ordinal)).TrimEnd();
        Check("the line has who asked", asked.Contains("askedBy", StringComparison.Ordinal) && asked.EndsWith(",Morgan Diaz <morgan@example.com>", StringComparison.Ordinal));
        Check("and whom it is for", asked.Contains(",asked,Riley Park <riley@example.com>,", StringComparison.Ordinal));
    }

    private static int Refusals(DemoStage stage, string who) =>
        stage.As(who).Ephemerals.Concat(stage.As(who).DirectMessages).Count(message => message.Words.Contains("You cannot decide on your own request.", StringComparison.Ordinal));
}
