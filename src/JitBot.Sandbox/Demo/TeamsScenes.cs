using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.LookAlikes.Teams;
using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>The same in Teams, and one request in both chats.</summary>
internal static class TeamsScenes
{
    private const string InTeamsWords = "the stock count is off, INC-120";
    private const string InBothWords = "one request, two chats, INC-121";
    private const string ByLikeWords = "liked in Teams, shown in Slack, INC-122";

    /// <summary>Each wrong in one thing alone; and then the same one right.</summary>
    public static async Task WrongTokensAsync(DemoStage stage)
    {
        var teams = stage.World.Teams.Teams;
        var activity = () => teams.Activities.Invoke("nothing/known", teams.Organisation.Person("riley"), teams.Person("riley").Chat, []);
        foreach (var forgery in Enum.GetValues<TeamsForgery>().Except([TeamsForgery.None]))
        {
            var answer = await teams.Deliveries.ForgeAsync(activity(), forgery);
            Check($"403 and an empty body for {forgery} (it was {answer.Status})", answer is { Status: 403, Body: "" });
        }

        var right = await teams.Deliveries.ForgeAsync(activity(), TeamsForgery.None);
        Check($"the right one is heard: 501 for an invoke that nobody knows (it was {right.Status})", right.Status == 501);
    }

    public static async Task AskAsync(DemoStage stage)
    {
        await InTeams(stage, "riley").SayAsync($"request {SandboxSettings.InTeamsEntitlement} 1h {InTeamsWords}");
        var card = await CardAsync(stage, InTeamsWords);
        await SeeToldAsync(stage, "riley", "You asked for");
        await stage.World.Teams.Teams.Cards("riley").LookAsync(card);
        await stage.SeeAsync("Riley sees that others decide", () => SeesAsRiley(stage).Contains("your own request", StringComparison.Ordinal));
        Check("nobody is in the group before somebody approved", !stage.World.IsInWarehouse("riley"));
    }

    public static async Task InVainAsync(DemoStage stage)
    {
        var card = await CardAsync(stage, InTeamsWords);
        await stage.World.Teams.Teams.Cards("gus").PressAsync(card, "approve");
        await stage.World.Teams.Teams.Cards("sam").PressAsync(card, "approve");
        await SeeToldAsync(stage, "sam", "not among those");
        await SeeToldAsync(stage, "gus", "Guest accounts");
        Check("nothing was granted", !stage.World.IsInWarehouse("riley"));
    }

    public static async Task ApproveAsync(DemoStage stage)
    {
        var card = await CardAsync(stage, InTeamsWords);
        await stage.World.Teams.Teams.Cards("avery").PressAsync(card, "approve");
        await stage.SeeAsync("Riley in the Okta group", () => stage.World.IsInWarehouse("riley"));
        await SeeOnCardAsync(stage, InTeamsWords, "Granted until");
        await SeeInThreadAsync(stage, card, "Avery Stone approved");
        await SeeInThreadAsync(stage, card, "Access granted");
        await SeeToldAsync(stage, "riley", "until");
        stage.World.Okta.Directory.Log.Add(stage.World.OktaId("riley"), "User single sign on to app", "Stock ledger");
    }

    public static async Task ReturnAsync(DemoStage stage)
    {
        var card = await CardAsync(stage, InTeamsWords);
        await InTeams(stage, "riley").SayAsync("return");
        await stage.SeeAsync("Riley out of the Okta group", () => !stage.World.IsInWarehouse("riley"));
        await SeeInThreadAsync(stage, card, "gave the access back");
        await SeeInThreadAsync(stage, card, "confirmed that the membership is gone");
    }

    /// <summary>Asked in Slack, decided in Teams.</summary>
    public static async Task AcrossAsync(DemoStage stage)
    {
        await AskScenes.InOneLineAsync(stage, "riley", SandboxSettings.InBothEntitlement, "1h", InBothWords);
        var (here, there) = (await stage.CardAsync(InBothWords), await CardAsync(stage, InBothWords));
        await stage.World.Teams.Teams.Cards("riley").PressAsync(there, "approve");
        await SeeToldAsync(stage, "riley", "your own request");
        await stage.World.Teams.Teams.Cards("avery").PressAsync(there, "approve");
        await stage.SeeAsync("Riley in the Entra ID group", () => stage.World.IsInProductionDatabase("riley"));
        await SeeInBothAsync(stage, InBothWords, here, there, "Granted until", "Avery Stone approved", "Access granted");
        var log = stage.World.Graph.Directory.Log;
        log.Add(stage.World.EntraId("riley"), "Sign-in", "Database console");
        log.Add(stage.World.EntraId("riley"), "Sign-in", "Database console");
        log.Add(stage.World.EntraId("riley"), "Reset user password", failed: true);
        log.Add(stage.World.EntraId("sam"), "Sign-in", "Somebody else's console");
    }

    public static async Task ExpiryAsync(DemoStage stage)
    {
        var (here, there) = (await stage.CardAsync(InBothWords), await CardAsync(stage, InBothWords));
        await stage.WindAsync(TimeSpan.FromMinutes(61));
        await stage.SeeAsync("Riley out of the Entra ID group", () => !stage.World.IsInProductionDatabase("riley"));
        await SeeInBothAsync(stage, InBothWords, here, there, "confirmed that the membership is gone", "confirmed that the membership is gone");
        await stage.SeeToldAsync("riley", "confirmed that the membership is gone");
    }

    /// <summary>A quarter of an hour after the end, when the logs have caught up; of nobody but the person who had the access.</summary>
    public static async Task EvidenceAsync(DemoStage stage)
    {
        var (here, there) = (await stage.CardAsync(InBothWords), await CardAsync(stage, InBothWords));
        await stage.WindAsync(Core.Access.EvidenceLimits.ReadAfter + TimeSpan.FromMinutes(1));
        foreach (var deed in new[] { "“Sign-in: Database console” (×2)", "“Reset user password (failed)”" })
        {
            await stage.SeeInThreadAsync(here, deed);
            await SeeInThreadAsync(stage, there, deed);
        }

        Check("nothing of anybody else", !stage.World.Thread(here).Contains("Somebody else", StringComparison.OrdinalIgnoreCase));
        await SeeInThreadAsync(stage, await CardAsync(stage, InTeamsWords), "“User single sign on to app: Stock ledger”");
    }

    /// <summary>Asked in Teams, liked there; a button in Slack afterwards is one vote too many.</summary>
    public static async Task OneVoteAsync(DemoStage stage)
    {
        await InTeams(stage, "riley").SayAsync($"request {SandboxSettings.InBothByTwoEntitlement} 1h {ByLikeWords}");
        var (here, there) = (await stage.CardAsync(ByLikeWords), await CardAsync(stage, ByLikeWords));
        await InTeams(stage, "avery").ReactAsync(there, "like");
        await stage.SeeInThreadAsync(here, "Avery Stone approved");
        await stage.As("avery").ClickAsync(here, "approve");
        await stage.SeeOnCardAsync(ByLikeWords, "1 of 2");
        Check("two accounts of one person are one vote", !stage.World.IsInProductionDatabase("riley"));
        await stage.As("morgan").ClickAsync(here, "approve");
        await stage.SeeAsync("Riley in the Entra ID group", () => stage.World.IsInProductionDatabase("riley"));
        await SeeInBothAsync(stage, ByLikeWords, here, there, "Granted until", "Morgan Diaz approved");
        await InTeams(stage, "riley").SayAsync("return");
        await stage.SeeAsync("Riley out of the Entra ID group", () => !stage.World.IsInProductionDatabase("riley"));
    }

    private static string SeesAsRiley(DemoStage stage) =>
        stage.World.Teams.FindCard(InTeamsWords)!.WordsFor(stage.World.Teams.Teams.Organisation.Person("riley").Id);

    private static TeamsGestures InTeams(DemoStage stage, string handle) => stage.World.Teams.Teams.Person(handle);

    private static async Task<TeamsMessage> CardAsync(DemoStage stage, string words)
    {
        await stage.SeeAsync($"a card in Teams saying '{words}'", () => stage.World.Teams.FindCard(words) is not null);
        return stage.World.Teams.FindCard(words)!;
    }

    private static Task SeeOnCardAsync(DemoStage stage, string card, string words) =>
        stage.SeeAsync($"'{words}' on the card in Teams", () => stage.World.Teams.FindCard(card)?.Words.Contains(words, StringComparison.Ordinal) == true);

    private static Task SeeInThreadAsync(DemoStage stage, TeamsMessage card, string words) =>
        stage.SeeAsync($"'{words}' in the thread in Teams", () => stage.World.Teams.Thread(card).Contains(words, StringComparison.Ordinal));

    private static Task SeeToldAsync(DemoStage stage, string handle, string words) => stage.SeeAsync(
        $"{handle} told '{words}' in Teams", () => InTeams(stage, handle).Notices.Any(message => message.Words.Contains(words, StringComparison.Ordinal)));

    private static async Task SeeInBothAsync(DemoStage stage, string words, SlackMessage here, TeamsMessage there, string onCard, params string[] inThread)
    {
        await stage.SeeOnCardAsync(words, onCard);
        await SeeOnCardAsync(stage, words, onCard);
        foreach (var line in inThread)
        {
            await stage.SeeInThreadAsync(here, line);
            await SeeInThreadAsync(stage, there, line);
        }
    }
}
