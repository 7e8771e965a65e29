using JitBot.Endurance.History;
using JitBot.Endurance.Stage;
using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Endurance.People;

/// <summary>People who ask, approve, deny, change their minds and give back, by a seed; and what they remember of it, which is not taken from the program.</summary>
internal sealed class RandomPeople(StoryStage stage, Random random, int mostAsked = int.MaxValue)
{
    public static readonly string[] Everybody = ["riley", "avery", "morgan", "sam"];
    public static readonly string[] Approvers = ["avery", "morgan"];
    private static readonly string[] Requesters = ["riley", "riley", "morgan", "sam"];

    /// <summary>Everybody asks for these again and again, and is refused while they have an open request for one.</summary>
    private static readonly string[] Shared =
        [SandboxSettings.EntraEntitlement, SandboxSettings.OktaEntitlement, SandboxSettings.OktaEntitlement, SandboxSettings.ByTwoEntitlement];

    /// <summary>How long a person looks at the screen after having done something, if nothing happens there: they are in a hurry.</summary>
    private static readonly TimeSpan Attention = TimeSpan.FromMilliseconds(300);

    /// <summary>One in so many asks for what they may have asked for already.</summary>
    private const int AskersAgain = 5;

    /// <summary>One in so many decides on their own request if they can, which must be refused.</summary>
    private const int SelfishOnes = 10;

    private readonly Lock _lock = new();
    private readonly List<Gesture> _memory = [];
    private int _asked;

    /// <summary>Everything they did, in order.</summary>
    public IReadOnlyList<Gesture> Memory
    {
        get
        {
            lock (_lock)
                return [.. _memory];
        }
    }

    /// <summary>
    /// Does one thing, and looks at the screen until something comes of it or nobody is <paramref name="present"/> any more. What is done is
    /// chosen before it first waits, so that several people who act at once still act by the seed.
    /// </summary>
    public async Task ActAsync(Func<bool> present)
    {
        var seen = await (random.Next(20) switch
        {
            < 5 => AskAsync(),
            < 17 => DecideAsync(),
            < 18 => TakeBackAsync(),
            _ => GiveUpAsync(),
        });
        await stage.Signs.SeeAsync(() => !present() || seen(), Attention);
    }

    private async Task<Func<bool>> AskAsync()
    {
        if (_asked >= mostAsked)
            return () => false;
        var who = Pick(Requesters);
        var entitlement = Wished(who);
        var words = $"endurance number {_asked++:D4}";
        var length = random.Next(2) == 0 ? "30m" : "1h";
        var isKept = await RememberAsync(who, GestureKind.Ask, words, null, entitlement, async () => await stage.As(who).CommandAsync("/jit", $"request {entitlement} {length} {words}"));
        return () => isKept && Shown().Any(card => card.Words.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>Whoever is one of the two who approve asks for nothing that takes two: nobody could approve it, and it would be refused at once.</summary>
    private string Wished(string who)
    {
        var (shared, number) = (random.Next(AskersAgain) == 0 ? Pick(Shared) : null, _asked);
        if (!Approvers.Contains(who))
            return shared ?? CrowdSettings.Name(number);
        return shared == SandboxSettings.ByTwoEntitlement || CrowdSettings.NeedsTwo(number) ? SandboxSettings.OktaEntitlement : shared ?? CrowdSettings.Name(number);
    }

    private async Task<Func<bool>> DecideAsync()
    {
        var waiting = Shown().Where(card => card.Words.Contains("Waiting", StringComparison.Ordinal)).ToList();
        if (waiting.Count == 0)
            return await AskAsync();

        var card = waiting[random.Next(waiting.Count)];
        var before = stage.World.Slack.Workspace.Messages.Thread(card).Count;
        var (who, request) = (Approver(card), RequestOf(card));
        await (random.Next(10) switch
        {
            0 => RememberAsync(who, GestureKind.Deny, request, () => stage.As(who).ReactAsync(card, "x")),
            < 4 => RememberAsync(who, GestureKind.Approve, request, () => stage.As(who).ReactAsync(card, "white_check_mark")),
            _ => RememberAsync(who, GestureKind.Approve, request, async () => await stage.As(who).ClickAsync(card, "approve")),
        });
        return () => stage.World.Slack.Workspace.Messages.Thread(card).Count > before;
    }

    /// <summary>Anybody who may decide; mostly not on what they asked for themselves.</summary>
    private string Approver(SlackMessage card)
    {
        var who = Pick(Approvers);
        var isOwn = card.Text.Contains(stage.World.Slack.Workspace.Person(who).RealName, StringComparison.Ordinal);
        return isOwn && random.Next(SelfishOnes) > 0 ? Approvers.First(other => other != who) : who;
    }

    private async Task<Func<bool>> TakeBackAsync()
    {
        var who = Pick(Approvers);
        var id = stage.World.Slack.Workspace.Person(who).Id;
        if (Shown().LastOrDefault(card => card.Reactions.Any(reaction => reaction.Name == "white_check_mark" && reaction.Users.Contains(id))) is { } card)
            await RememberAsync(who, GestureKind.TakeBack, RequestOf(card), () => stage.As(who).UnreactAsync(card, "white_check_mark"));
        return () => false;
    }

    /// <summary>Withdraws or gives back by a button of one of the newest direct messages.</summary>
    private async Task<Func<bool>> GiveUpAsync()
    {
        var who = Pick(Requesters);
        var (kind, button) = random.Next(2) == 0 ? (GestureKind.Return, "return") : (GestureKind.Withdraw, "withdraw");
        if (stage.As(who).DirectMessages.LastOrDefault(message => SlackBlocks.Touchables(message.Blocks).Any(each => each.ActionId == button)) is { } notice)
            await RememberAsync(who, kind, RequestOf(notice), async () => await stage.As(who).ClickAsync(notice, button));
        return () => false;
    }

    private Task<bool> RememberAsync(string who, GestureKind kind, string? request, Func<Task<SlackReply?>> act) => RememberAsync(who, kind, null, request, null, act);

    /// <summary>Remembers it from the moment it is done, and whether it was acknowledged from the moment that is known.</summary>
    private async Task<bool> RememberAsync(string who, GestureKind kind, string? words, string? request, string? entitlement, Func<Task<SlackReply?>> act)
    {
        int index;
        lock (_lock)
        {
            index = _memory.Count;
            _memory.Add(new Gesture(stage.Clock.GetUtcNow(), who, kind, words, request, Acknowledged: false) { Entitlement = entitlement });
        }

        var reply = await act();
        lock (_lock)
            _memory[index] = _memory[index] with { Acknowledged = reply is { IsAcknowledged: true } };
        return reply is { IsAcknowledged: true };
    }

    private IEnumerable<SlackMessage> Shown() =>
        stage.World.Slack.Workspace.Messages.In(stage.World.Approvals).Where(message => message is { IsReply: false, IsFromApp: true }).TakeLast(12);

    private static string RequestOf(SlackMessage message) => (string)message.Metadata!["event_payload"]!["request"]!;

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
