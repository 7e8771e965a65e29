using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Benchmarks.Http;

/// <summary>What is sent, made and signed beforehand by the look-alike of Slack.</summary>
internal static class SlackRequests
{
    public const string Help = "help";
    public const string Request = "request";
    public const string Click = "click";

    /// <summary>All kinds.</summary>
    public static readonly string[] Kinds = [Help, Request, Click];

    private const string Command = "/jit";
    private const string Approver = "avery";
    private const string Approve = "approve";

    /// <summary>So many of a kind; those of clicks need cards.</summary>
    public static async Task<IReadOnlyList<byte[]>> MakeAsync(SlackStage stage, string kind, int count)
    {
        var cards = kind == Click ? await WaitingRequests.MakeAsync(stage, count) : [];
        for (var i = 0; i < count; i++)
            await MakeAsync(stage, kind, i, cards);
        return stage.Recorder.Take();
    }

    /// <summary>One that writes nothing.</summary>
    public static async Task<byte[]> MakeHelpAsync(SlackStage stage) => (await MakeAsync(stage, Help, 1))[0];

    private static Task<SlackReply> MakeAsync(SlackStage stage, string kind, int number, IReadOnlyList<SlackMessage> cards) => kind switch
    {
        Click => stage.World.Slack.Person(Approver).ClickAsync(cards[number], Approve),
        Request => stage.World.Slack.Person(SlackStage.Person(number)).CommandAsync(Command, $"request {SlackStage.Entitlement(number)} 1h fixing the incident 4711"),
        _ => stage.World.Slack.Person(SlackStage.Person(number)).CommandAsync(Command, Help),
    };
}
