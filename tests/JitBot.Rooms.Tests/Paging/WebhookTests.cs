using System.Text;
using JitBot.Core;
using JitBot.Core.Paging;
using JitBot.Paging.Webhook;
using JitBot.Rooms.Tests.Slack;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Paging;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Paging;

/// <summary>Paging by a signed webhook: what it shares with every pager, and what is its own.</summary>
[TestFixture]
internal sealed class WebhookTests : PagerContract
{
    private HookWorld _world = null!;

    protected override async Task<PagerWorld> StartWorldAsync() => _world = await HookWorld.StartAsync();

    /// <summary>Computed with OpenSSL: <c>printf '1772442000.{"id":"p-1"}' | openssl dgst -sha256 -hmac 0123456789abcdef</c>.</summary>
    [Test]
    public void The_signature_is_what_the_page_tells_receivers_to_compute() => Assert.That(
        WebhookSignature.Of("0123456789abcdef", "1772442000", Encoding.UTF8.GetBytes("""{"id":"p-1"}""")),
        Is.EqualTo("v1=e2dc4af5bb798101e7d01d22c66458a7c9ecaa7aec2485f4e249a4e261d40a62"));

    [Test]
    public async Task A_wait_that_is_asked_for_is_handed_on_within_bounds()
    {
        _world.Faults.Next(new DirectoryFault.Throttled(TimeSpan.FromSeconds(17)));
        Assert.That((await PageAsync() as PageAnswer.NotNow)?.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(17)));
        _world.Faults.Next(new DirectoryFault.Throttled(TimeSpan.FromHours(9)));
        Assert.That((await PageAsync() as PageAnswer.NotNow)?.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public void Every_fault_of_the_settings_is_named_at_once_and_no_secret_with_it()
    {
        Assert.That(Faults(("Url", "https://pager.example.com/secret-1"), ("Secret", "0123456789abcdef")), Is.Empty);
        var faults = Faults(("Url", "http://pager.example.com/secret-1"), ("Secret", "secret-2"), ("Key", "secret-3"));
        Assert.That(faults.Select(fault => fault.Split(": ")[0]), Is.EqualTo(new[] { "Paging:Webhook:Url", "Paging:Webhook:Secret", "Paging:Webhook:Key" }));
        Assert.That(string.Join('\n', faults), Does.Not.Contain("secret-"));
    }

    private Task<PageAnswer> PageAsync() => _world.Pager.PageAsync(new Page("p-1", _world.Clock.GetUtcNow(), "x", new Dictionary<string, string>()), default);

    private static string[] Faults(params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(each => $"{WebhookSetup.Section}:{each.Key}", each => (string?)each.Value);
        return [.. WebhookSetup.Check(new ConfigurationBuilder().AddInMemoryCollection(all).Build().GetSection(WebhookSetup.Section)).Select(fault => fault.ToString())];
    }

    private sealed class HookWorld : PagerWorld
    {
        private readonly KeptLog _log = new();
        private readonly WebhookLookAlike _hook;
        private readonly ServiceProvider _services;

        private HookWorld(StoppedClock clock, WebhookLookAlike hook)
            : base(clock)
        {
            _hook = hook;
            Secrets = [hook.Secret, "an-address-that-is-a-secret", hook.Url.Authority];
            var settings = new Dictionary<string, string?> { ["Paging:Webhook:Url"] = hook.Url.AbsoluteUri, ["Paging:Webhook:Secret"] = hook.Secret };
            _services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddLogging(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(_log))
                .AddWebhookPaging(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(WebhookSetup.Section)).BuildServiceProvider();
        }

        public override IPager Pager => _services.GetRequiredService<IPager>();

        public override ICheckup Checkup => _services.GetRequiredService<ICheckup>();

        public override IReadOnlyDictionary<string, string> Woken => _hook.Pages.ToDictionary(page => page.Key, page => (string)page.Value["summary"]!);

        public override DirectoryFaults Faults => _hook.Faults;

        public override IReadOnlyList<string> Requests => _hook.Requests;

        public override IReadOnlyList<string> Secrets { get; }

        public override string Logged => _log.Text;

        public static async Task<HookWorld> StartAsync()
        {
            var clock = new StoppedClock();
            return new HookWorld(clock, await WebhookLookAlike.StartAsync(clock));
        }

        public override string? DetailOf(string id, string name) => (string?)_hook.Pages[id]["details"]?[name];

        public override void Revoke() => _hook.Secret = "another-secret-altogether";

        public override Task GoDownAsync() => _hook.GoDownAsync();

        public override async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _hook.DisposeAsync();
        }
    }
}
