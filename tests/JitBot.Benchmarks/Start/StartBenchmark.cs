using System.Diagnostics;
using JitBot.Benchmarks.Http;
using JitBot.Benchmarks.Measuring;

namespace JitBot.Benchmarks.Start;

/// <summary>From the start of a process to its first good answer, with an empty store, beside a program that only answers. Ratios are JitBot's time as a multiple of theirs.</summary>
internal static class StartBenchmark
{
    private const string Name = "start";
    private const string Ours = "JitBot";
    private const string Limit = "bare Kestrel";
    private const string Peer = "Bolt, one worker";

    /// <summary>A signed command answered, by whoever can tell it is signed.</summary>
    private const string Answer = "first answer";

    /// <summary>The look at Slack and Entra ID has ended well.</summary>
    private const string IsReady = "ready";

    /// <summary>What else is there to load, and a database to create, may cost as much as the runtime and the server themselves.</summary>
    private const double OfLimit = 2;

    private static readonly int[] Once = [1];
    private static readonly byte[] Ready = RequestRecorder.Get("/health/ready");

    private static readonly Contest All = new(Name,
    [
        new Contender(Ours, Once, (_, _) => Round(HostAsync)),
        new Contender(Limit, Once, (_, _) => Round(stage => PeerAsync(stage, Servers.Bare))),
        .. BoltPeer.Modules is { } modules
            ? [new Contender(Peer, Once, (_, _) => Round(stage => PeerAsync(stage, port => Servers.Bolt(port, 1, modules, stage.Workspace.App.SigningSecret))))]
            : Array.Empty<Contender>(),
    ]);

    public static Benchmark Benchmark { get; } = new(Name, "process start to the first good answer beside bare Kestrel", Run, All);

    private static IReadOnlyList<Measure> Run(Action<string> say)
    {
        var figures = All.Run(say);
        return
        [
            To(figures, Answer, Limit, Goal.RatioAtMost(OfLimit)),
            BoltPeer.Modules is null ? new Measure($"{Answer} ({Peer}: not here)", "ms", figures.Spread(Ours, 1, Answer)) : To(figures, Answer, Peer, null),
            new Measure(IsReady, "ms", figures.Spread(Ours, 1, IsReady)),
        ];
    }

    private static Measure To(ContestFigures figures, string what, string other, Goal? goal) => new(
        what, "ms", figures.Spread(Ours, 1, what), new Beside(other, figures.Spread(other, 1, what), figures.Ratio((Ours, 1, what), (other, 1, what))), goal);

    private static Dictionary<string, double> Round(Func<SlackStage, Task<Dictionary<string, double>>> start) => RoundAsync(start).GetAwaiter().GetResult();

    private static async Task<Dictionary<string, double>> RoundAsync(Func<SlackStage, Task<Dictionary<string, double>>> start)
    {
        await using var stage = await SlackStage.OpenAsync();
        return await start(stage);
    }

    private static async Task<Dictionary<string, double>> HostAsync(SlackStage stage)
    {
        var help = await SlackRequests.MakeHelpAsync(stage);
        using var host = stage.StartHost(isMetered: false);
        var answered = await host.AnswersAsync(help);
        var ready = await host.AnswersAsync(Ready);
        return new Dictionary<string, double> { [Answer] = answered.TotalMilliseconds, [IsReady] = ready.TotalMilliseconds };
    }

    private static async Task<Dictionary<string, double>> PeerAsync(SlackStage stage, Func<int, ProcessStartInfo> program)
    {
        var help = await SlackRequests.MakeHelpAsync(stage);
        using var peer = Server.Start(program);
        return new Dictionary<string, double> { [Answer] = (await peer.AnswersAsync(help)).TotalMilliseconds };
    }
}
