using JitBot.Benchmarks.Http;
using JitBot.Benchmarks.Measuring;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Benchmarks.Life;

/// <summary>
/// Whole lives of requests at the real host, over HTTP: a person asks, the card is posted, an approver clicks, the member is added, the person gives it back,
/// the member is removed. So many at once, each beginning its next when its last is over; as many in all as Slack lets be told of in a minute, the first of
/// which are not counted.
/// </summary>
internal sealed class Lifecycles
{
    public const string PerSecond = "per second";
    public const string ClickP50 = "click to the provider's call, p50";
    public const string ClickP99 = "click to the provider's call, p99";
    public const string Commits = "commits";
    public const string Calls = "calls";

    private const int Warming = 16;
    private const int Counted = 32;
    private const int Channels = 8;

    /// <summary>What the look-alike of Slack sends for a life: a command, a click and another command.</summary>
    private const int Deliveries = 3;

    private static readonly byte[] Ready = RequestRecorder.Get("/health/ready");

    private readonly SlackStage _stage;
    private readonly LifeWatch _watch;
    private int _next;

    private Lifecycles(SlackStage stage) => (_stage, _watch) = (stage, new LifeWatch(stage));

    public static IReadOnlyDictionary<string, double> Round(int atOnce, int seed) => RoundAsync(atOnce).GetAwaiter().GetResult();

    private int CallsSoFar => _stage.World.Graph.Requests.Count + _stage.World.Slack.WebApi.Calls.Count;

    private static async Task<IReadOnlyDictionary<string, double>> RoundAsync(int atOnce)
    {
        await using var stage = await SlackStage.OpenAsync(Channels);
        using var host = stage.StartHost(isMetered: false);
        await host.AnswersAsync(Ready);
        stage.World.Slack.Connect(new Uri(Server.UrlOf(host.Port)));
        var (lives, store) = (new Lifecycles(stage), new HostStore(stage));
        await lives.LiveAsync(atOnce, Warming);
        await store.EndedAsync(Warming);
        var (calls, start) = (lives.CallsSoFar, TimeProvider.System.GetTimestamp());
        var clicks = await lives.LiveAsync(atOnce, Counted);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        calls = lives.CallsSoFar - calls;
        await store.EndedAsync(Warming + Counted);
        var commits = store.Commits(behind: Warming);
        host.Kill();
        lives._watch.AssertOnce();
        await store.VerifyAsync();
        return new Dictionary<string, double>
        {
            [PerSecond] = Counted / seconds,
            [ClickP50] = Spread.Percentile(clicks, 0.5),
            [ClickP99] = Spread.Percentile(clicks, 0.99),
            [Commits] = ((double)commits / Counted) + Deliveries,
            [Calls] = ((double)calls / Counted) + Deliveries,
        };
    }

    private async Task<List<double>> LiveAsync(int atOnce, int count)
    {
        var last = _next + count;
        var clicks = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (Interlocked.Increment(ref _next) - 1 is var number && number < last)
                mine.Add(await LiveAsync(number));
            return mine;
        })));
        _next = last;
        return [.. clicks.SelectMany(each => each)];
    }

    /// <summary>One life; how long it was from the click until the provider had been told.</summary>
    private async Task<double> LiveAsync(int number)
    {
        var (slack, entitlement) = (_stage.World.Slack, number % SlackStage.Entitlements);
        var (group, member) = (_stage.Group(entitlement), _stage.EntraId(number));
        var person = slack.Person(SlackStage.Person(number));
        var card = _watch.CardAsync(person.Who.Handle);
        Acknowledged(await person.CommandAsync("/jit", $"request group-{entitlement} 1h fixing the incident 4711"));
        var shown = await card;
        var clicked = TimeProvider.System.GetUtcNow();
        Acknowledged(await slack.Person("avery").ClickAsync(shown, "approve"));
        var added = await _watch.ChangeAsync(group, member, added: true);
        Acknowledged(await person.CommandAsync("/jit", $"return group-{entitlement}"));
        await _watch.ChangeAsync(group, member, added: false);
        return (added.At - clicked).TotalMilliseconds;
    }

    private static void Acknowledged(SlackReply reply)
    {
        if (!reply.IsAcknowledged)
            throw new InvalidOperationException($"A delivery was answered with {reply.Status}: {reply.Failure}");
    }
}
