using JitBot.Sandbox.World;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>The story in order; each step builds on those before it.</summary>
internal static class DemoStory
{
    public static IReadOnlyList<(string Name, Func<DemoStage, Task> Play)> Steps { get; } =
    [
        ("The host starts and says that it is ready", StartAsync),
        ("Riley asks for the production database by the form", AskScenes.ByFormAsync),
        ("A guest who clicks Approve is told privately that guests cannot", ApprovalScenes.GuestAsync),
        ("A stranger of a shared channel cannot either", ApprovalScenes.StrangerAsync),
        ("Riley cannot approve Riley's own request", ApprovalScenes.OwnRequestAsync),
        ("Avery approves by button; Entra ID confirms; the card and Riley are told", ApprovalScenes.ByButtonAsync),
        ("Riley asks for the warehouse in one line; Morgan approves by reaction; Okta confirms", ApprovalScenes.ByReactionAsync),
        ("Riley opens the Home tab and sees what is in force and until when", HomeScenes.OpenAsync),
        ("Avery denies a request and gives the reason", ApprovalScenes.DenialAsync),
        ("Riley withdraws a request", ApprovalScenes.WithdrawalAsync),
        ("A vote taken back does not count; two people approve what needs two", ApprovalScenes.TwoApprovalsAsync),
        ("What a rule fills cannot be granted, and nobody is bothered with it", AskScenes.UngrantableAsync),
        ("Nobody answers: the request lapses", AskScenes.LapseAsync),
        ("Sam has the database already: standing access is recorded", GrantScenes.StandingAsync),
        ("The first of two overlapping grants ends; the membership stays", GrantScenes.OverlapAsync),
        ("The wheel rings: removed, read back, and told", GrantScenes.ExpiryAsync),
        ("Sam's standing access is untouched after its grant has ended", GrantScenes.StandingStaysAsync),
        ("Absence is looked at again 15 seconds, 2 minutes and 15 minutes later", GrantScenes.LaterLooksAsync),
        ("Riley gives access back before its time", GrantScenes.ReturnAsync),
        ("Riley asks again in one click for what ended", AskScenes.AgainAsync),
        ("Morgan asks for Riley: both are named on the card and in the log, and neither decides on it", ForOthersScenes.AskAsync),
        ("Riley gives access back in the Home tab, and sees it gone there", HomeScenes.ReturnAsync),
        ("Teams' door turns every wrong token away with 403 and an empty body", TeamsScenes.WrongTokensAsync),
        ("Riley asks in Teams; Riley's card says that others decide", TeamsScenes.AskAsync),
        ("A guest and a colleague who may not press Approve in Teams in vain", TeamsScenes.InVainAsync),
        ("Avery approves in Teams; Okta confirms; the card and Riley are told there", TeamsScenes.ApproveAsync),
        ("Riley gives access back by a word to the bot", TeamsScenes.ReturnAsync),
        ("Asked in Slack, approved in Teams: both cards and both threads say it", TeamsScenes.AcrossAsync),
        ("Its time is up: removed, and both chats say so", TeamsScenes.ExpiryAsync),
        ("The providers' logs say what was done with the access, in the threads", TeamsScenes.EvidenceAsync),
        ("A like in Teams and a button in Slack by one person are one vote", TeamsScenes.OneVoteAsync),
        ("Two of three approve the first stage, somebody else the second; nobody counts in both", StageScenes.TwoStagesAsync),
        ("Morgan is on call: granted by the policy, which the thread names; nobody was asked", StageScenes.OnCallAsync),
        ("Riley is not on call, and Avery is asked", StageScenes.NotOnCallAsync),
        ("Nobody answers: reminded in the thread, then the second line is asked in its channel and approves", StageScenes.NextTierAsync),
        ("Avery gives one hour instead of four and says why", SecondThoughtScenes.LessTimeAsync),
        ("Avery does the same in Teams, on the card", SecondThoughtScenes.LessTimeInTeamsAsync),
        ("Avery takes the yes back within a minute: removed, read back, and told", SecondThoughtScenes.TakeBackAsync),
        ("A minute later it is too late to take it back", SecondThoughtScenes.TooLateAsync),
        ("Riley asks for more time from the warning; Avery approves; the old end passes, the new one holds", LongerScenes.ExtendAsync),
        ("More than the policy's longest grant is refused", LongerScenes.PastLongestAsync),
        ("Riley gives it back by the button of the card", LongerScenes.ReturnAsync),
        ("Riley chooses another length for more time", LongerScenes.ChooseLengthAsync),
        ("At the end of other access Riley is signed out everywhere, as the warning said", LongerScenes.SignOutAsync),
        ("Avery freezes granting: what is approved waits", FreezeScenes.FreezeAsync),
        ("Two operators let it go on, and what waited is granted", FreezeScenes.UnfreezeAsync),
        ("Morgan breaks glass: granted at once, told loudly in both chats, and somebody is paged", EmergencyScenes.BreakGlassAsync),
        ("Who is not on call breaks no glass", EmergencyScenes.NotOnCallAsync),
        ("Two others say what they found when they looked at it", EmergencyScenes.ReviewAsync),
        ("Nobody looks at the next one: a day later the team owes a review and breaks no glass", EmergencyScenes.OwedAsync),
        ("Two reviews pay the debt, and glass can be broken again", EmergencyScenes.PaidAsync),
        ("Riley is disabled in Entra ID: the access goes, what was asked for there is void, and the threads say so", DepartureScenes.InEntraAsync),
        ("Riley is deactivated in Slack: everything that was asked for there ends at once", DepartureScenes.InSlackAsync),
        ("Okta is down when access expires: overdue is told; back up, it is removed", TroubleScenes.ProviderDownAsync),
        ("The host is killed while access is in force and restarted after its time: removed", TroubleScenes.KillAsync),
        ("audit verify: good", AuditScenes.GoodAsync),
        ("Asked to stop, the host finishes and exits 0", StopAsync),
        ("One byte of the log is changed: audit verify names the line", AuditScenes.BadAsync),
    ];

    private static async Task StartAsync(DemoStage stage)
    {
        await stage.StartHostAsync();
        using var http = new HttpClient { BaseAddress = stage.Host.Url };
        Check("/health/ready answers 200", (await http.GetAsync(new Uri("health/ready", UriKind.Relative))).IsSuccessStatusCode);
    }

    private static async Task StopAsync(DemoStage stage) => Check("it exits 0", await stage.Host.StopAsync() == 0);
}
