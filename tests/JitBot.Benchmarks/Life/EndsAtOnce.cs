using JitBot.Benchmarks.Grants;
using JitBot.Benchmarks.Http;
using JitBot.Benchmarks.Measuring;
using JitBot.Core.People;
using JitBot.Engine.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Benchmarks.Life;

/// <summary>
/// Grants in force in the real host's store that are all due at the same moment: how long it is from there until the provider has been told of each. Others
/// are due before, in whose ends the host compiles its code.
/// </summary>
internal sealed class EndsAtOnce
{
    public const string LateP50 = "due to the provider's call, p50";
    public const string LateP99 = "due to the provider's call, p99";

    private const int Warming = 32;
    private const string JitBot = "JitBot";

    /// <summary>The host must be ready when the first are due; on a machine that is too slow for that the moment is put off.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(7);

    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(28);

    private static readonly TimeSpan BetweenThem = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    private static readonly byte[] Ready = RequestRecorder.Get("/health/ready");

    public static IReadOnlyDictionary<string, double> Round(int due, int seed)
    {
        for (var until = Soon; until <= Latest; until *= 2)
        {
            if (RoundAsync(due, until).GetAwaiter().GetResult() is { } figures)
                return figures;
        }

        throw new InvalidOperationException($"The host was not ready {BetweenThem} before the moment, although that was {Latest} ahead.");
    }

    /// <summary>Null if the host was not ready in time.</summary>
    private static async Task<IReadOnlyDictionary<string, double>?> RoundAsync(int count, TimeSpan until)
    {
        await using var stage = await SlackStage.OpenAsync();
        var due = DateTimeOffset.FromUnixTimeMilliseconds((TimeProvider.System.GetUtcNow() + until).ToUnixTimeMilliseconds());
        await SeedAsync(stage, number => number < Warming ? due - BetweenThem : due, Warming + count);
        var watch = new LifeWatch(stage);
        using var host = stage.StartHost(isMetered: false);
        await host.AnswersAsync(Ready);
        if (TimeProvider.System.GetUtcNow() > due - BetweenThem)
            return null;
        stage.World.Slack.Connect(new Uri(Server.UrlOf(host.Port)));
        var removed = await Task.WhenAll(Enumerable.Range(0, Warming + count).Select(number => watch.ChangeAsync(stage.Group(0), stage.EntraId(number), added: false)));
        var store = new HostStore(stage);
        await store.EndedAsync(Warming + count);
        host.Kill();
        watch.AssertOnce();
        await store.VerifyAsync();
        var late = removed.Skip(Warming).Select(change => (change.At - due).TotalMilliseconds).ToList();
        if (late.Min() < 0 || removed.Min(change => change.At) < due - BetweenThem)
            throw new InvalidOperationException($"Somebody lost their access {-late.Min():F1} ms early.");
        return new Dictionary<string, double> { [LateP50] = Spread.Percentile(late, 0.5), [LateP99] = Spread.Percentile(late, 0.99) };
    }

    private static async Task SeedAsync(SlackStage stage, Func<int, DateTimeOffset> endsAt, int count)
    {
        await using var app = await stage.OpenEngineAsync();
        var terms = app.Services.GetRequiredService<CurrentCatalogue>().Now.TermsNow(SlackStage.Entitlement(0))!;
        await app.DisposeAsync();
        GrantWriter.Add(stage.Database, Enumerable.Range(0, count).Select(number =>
        {
            var person = stage.Workspace.Person(SlackStage.Person(number));
            stage.World.Graph.Directory.Memberships.Add(stage.Group(0), stage.EntraId(number), JitBot);
            var owner = new GrantOwner(new AccountId("Slack", person.TeamId, person.Id), person.Email!, stage.EntraId(number));
            return new LiveGrant(number, terms, new GrantTimes(endsAt(number) - Length, endsAt(number), IsWarned: true), owner);
        }));
    }
}
