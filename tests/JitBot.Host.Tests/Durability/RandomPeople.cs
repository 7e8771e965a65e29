using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Durability;

/// <summary>People who ask, approve, deny and let time pass, by a seed; and what they remember of it, which is not taken from the program.</summary>
internal sealed class RandomPeople(DurabilityStage stage, Random random)
{
    private static readonly string[] Requesters = ["riley", "riley", "morgan", "sam"];
    private static readonly string[] Entitlements =
        [SandboxSettings.EntraEntitlement, SandboxSettings.OktaEntitlement, SandboxSettings.OktaEntitlement, SandboxSettings.ByTwoEntitlement];

    private readonly List<(string Group, string Subject, DateTimeOffset At)> _yeses = [];
    private readonly Dictionary<string, (string Who, string Entitlement)> _asked = [];

    /// <summary>What was asked for, by the words on the card.</summary>
    public IReadOnlyCollection<string> Asked => _asked.Keys;

    /// <summary>Does one thing; the host may be dead already, and then nobody answers.</summary>
    public async Task ActAsync()
    {
        switch (random.Next(10))
        {
            case < 3:
                await AskAsync();
                break;
            case < 9:
                await DecideAsync();
                break;
            default:
                stage.Clock.Wind(TimeSpan.FromMinutes(random.Next(1, 20)));
                await stage.World.Slack.Events.AdvanceRetriesAsync();
                break;
        }
    }

    /// <summary>Whether this membership was ever approved before that moment: as far as those who approved remember.</summary>
    public bool RememberApproving(string group, string subject, DateTimeOffset at) =>
        _yeses.Any(yes => yes.Group == group && yes.Subject == subject && yes.At <= at);

    private async Task AskAsync()
    {
        var who = Requesters[random.Next(Requesters.Length)];
        var entitlement = Entitlements[random.Next(Entitlements.Length)];
        var words = $"durable number {_asked.Count:D4}";
        _asked[words] = (who, entitlement);
        var length = random.Next(2) == 0 ? "30m" : "1h";
        var reply = await stage.As(who).CommandAsync("/jit", $"request {entitlement} {length} {words}");
        if (reply.IsAcknowledged)
            await stage.SeeAsync(() => stage.IsKilled || stage.World.FindCard(words) is not null, TimeSpan.FromSeconds(5));
    }

    private async Task DecideAsync()
    {
        var waiting = _asked.Keys.Select(words => (Words: words, Card: stage.World.FindCard(words)))
            .Where(pair => pair.Card?.Words.Contains("Waiting", StringComparison.Ordinal) == true).ToList();
        if (waiting.Count == 0)
        {
            await AskAsync();
            return;
        }

        var (chosen, card) = waiting[random.Next(waiting.Count)];
        var approver = random.Next(2) == 0 ? "avery" : "morgan";
        switch (random.Next(8))
        {
            case 0:
                await stage.As(approver).ReactAsync(card!, "x");
                break;
            case < 4:
                Remember(chosen, approver);
                await stage.As(approver).ReactAsync(card!, "white_check_mark");
                break;
            default:
                Remember(chosen, approver);
                await stage.As(approver).ClickAsync(card!, "approve");
                break;
        }

        await stage.SeeAsync(() => stage.IsKilled || stage.World.Thread(card!).Length > 0, TimeSpan.FromSeconds(2));
    }

    private void Remember(string words, string approver)
    {
        var (who, entitlement) = _asked[words];
        if (who == approver)
            return; // a yes to one's own request is none
        var world = stage.World;
        var (group, subject) = entitlement == SandboxSettings.OktaEntitlement
            ? (world.Warehouse, world.OktaId(who))
            : (world.ProductionDatabase, world.EntraId(who));
        _yeses.Add((group, subject, stage.Clock.GetUtcNow()));
    }
}
