using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Connections that end, break and are renewed while people go on.</summary>
internal static class SocketScenes
{
    /// <summary>Just long enough to be no hurry: the warning comes ten seconds before the end.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(21);

    /// <summary>The two first ones, a refreshed one, two for those that broke, two after the restart and one for one that grew old.</summary>
    private const int FewestConnections = 8;

    public static Task ShortLivesAsync(DemoStage stage)
    {
        var slack = stage.World.Slack;
        slack.Sockets.HandsOutDebugAddresses = true;
        slack.Sockets.DebugLife = Life;
        slack.Events.RetriesByTheClock = true;
        return Task.CompletedTask;
    }

    public static async Task RefreshAsync(DemoStage stage)
    {
        var sockets = stage.World.Slack.Sockets;
        var old = sockets.Open.Last(each => !each.IsWarned); // the youngest: its own end is far
        var before = sockets.Ledger.Count().Connections;
        await sockets.AnnounceEndAsync(old, "refresh_requested");
        await stage.As("riley").CommandAsync("/jit", "mine");
        await stage.SeeToldAsync("riley", "Your requests");
        await stage.SeeAsync("a new connection beside the old one", () => sockets.Ledger.Count().Connections > before);
        Check("the old one still stands", sockets.Open.Contains(old));
    }

    public static async Task RenewalAsync(DemoStage stage)
    {
        var sockets = stage.World.Slack.Sockets;
        var before = sockets.Ledger.Count().Connections;
        await stage.SeeAsync("a new connection", () => sockets.Ledger.Count().Connections > before);
        Check("there are two beside the one that ends", sockets.Open.Count > 2);
        await stage.As("riley").CommandAsync("/jit", "list");
        await stage.SeeToldAsync("riley", "Warehouse");
    }

    public static async Task DropAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.OktaEntitlement, "30m", "the line is bad in INC-112");
        var card = await stage.CardAsync("INC-112");
        await BreakAsync(stage, SlackSocketMishap.DropsTheEnvelope, () => stage.As("morgan").ReactAsync(card, "white_check_mark"));
        await stage.SeeOnCardAsync("INC-112", "Granted until");
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.ByTwoEntitlement, "30m", "and worse in INC-113");
        var next = await stage.CardAsync("INC-113");
        await BreakAsync(stage, SlackSocketMishap.DropsTheAcknowledgement, () => stage.As("morgan").ReactAsync(next, "white_check_mark"));
        await stage.SeeInThreadAsync(next, "Morgan Diaz approved");
        await stage.SeeOnCardAsync("INC-113", "1 of 2");
        Check("one reaction is one vote", !stage.World.Thread(next).Contains("Access granted", StringComparison.Ordinal));
        await stage.As("riley").CommandAsync("/jit", "return");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        await stage.SeeInThreadAsync(card, "confirmed that the membership is gone");
    }

    /// <summary>Everything sent was acknowledged in the end, if not the first time then when it was sent again.</summary>
    public static async Task CountAsync(DemoStage stage)
    {
        var ledger = stage.World.Slack.Sockets.Ledger;
        await stage.SeeAsync("nothing waits to be acknowledged", () => ledger.Count().Lost == 0);
        var count = ledger.Count();
        Say($"{count.Connections} connections; {count.Envelopes} envelopes sent, {count.SentAgain} of them again; "
            + $"{count.Acknowledged} of {count.Deliveries} deliveries acknowledged, {count.Lost} lost");
        Check("connections were renewed on the way", count.Connections >= FewestConnections);
        Check("something had to be sent again", count.SentAgain >= 2);
    }

    private static async Task BreakAsync(DemoStage stage, SlackSocketMishap mishap, Func<Task<SlackReply?>> gesture)
    {
        stage.World.Slack.Carrier.Next(mishap);
        var reply = await gesture();
        Check("the line broke", reply is { IsAcknowledged: false });
        await stage.SeeAsync("two connections again", () => stage.World.Slack.Sockets.Open.Count(each => !each.IsWarned) >= 2);
    }
}
