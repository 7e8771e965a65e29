using JitBot.Core;
using JitBot.Core.Paging;
using JitBot.Paging.PagerDuty;
using JitBot.Rooms.Tests.Slack;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Paging;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Paging;

/// <summary>Paging by PagerDuty: what it shares with every pager, and what is its own.</summary>
[TestFixture]
internal sealed class PagerDutyPagingTests : PagerContract
{
    private EventsWorld _world = null!;

    protected override async Task<PagerWorld> StartWorldAsync() => _world = await EventsWorld.StartAsync();

    [Test]
    public async Task Too_many_events_are_waited_for_some_minutes()
    {
        _world.Faults.Next(new DirectoryFault.Fails(429));
        var answer = await _world.Pager.PageAsync(new Page("p-1", _world.Clock.GetUtcNow(), "x", new Dictionary<string, string>()), default);
        Assert.That((answer as PageAnswer.NotNow)?.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void Every_fault_of_the_settings_is_named_at_once_and_no_secret_with_it()
    {
        Assert.That(Faults(("RoutingKey", "e93facc04764012d7bfb002500d5d1a6")), Is.Empty);
        Assert.That(Faults().Single(), Does.StartWith("Paging:PagerDuty:RoutingKey: is missing"));
        var faults = Faults(("RoutingKey", "secret-1"), ("EventsBaseUrl", "http://events.pagerduty.com/"), ("Key", "secret-2"));
        Assert.That(faults.Select(fault => fault.Split(": ")[0]), Is.EqualTo(new[] { "Paging:PagerDuty:RoutingKey", "Paging:PagerDuty:EventsBaseUrl", "Paging:PagerDuty:Key" }));
        Assert.That(string.Join('\n', faults), Does.Not.Contain("secret-"));
    }

    private static string[] Faults(params (string Key, string Value)[] settings)
    {
        var all = settings.ToDictionary(each => $"{PagerDutySetup.Section}:{each.Key}", each => (string?)each.Value);
        return [.. PagerDutySetup.Check(new ConfigurationBuilder().AddInMemoryCollection(all).Build().GetSection(PagerDutySetup.Section)).Select(fault => fault.ToString())];
    }

    private sealed class EventsWorld : PagerWorld
    {
        private readonly KeptLog _log = new();
        private readonly PagerDutyEventsLookAlike _events;
        private readonly ServiceProvider _services;

        private EventsWorld(StoppedClock clock, PagerDutyEventsLookAlike events)
            : base(clock)
        {
            _events = events;
            Secrets = [events.RoutingKey];
            var settings = new Dictionary<string, string?> { ["Paging:PagerDuty:RoutingKey"] = events.RoutingKey, ["Paging:PagerDuty:EventsBaseUrl"] = events.BaseUrl.AbsoluteUri };
            _services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddLogging(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(_log))
                .AddPagerDutyPaging(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(PagerDutySetup.Section)).BuildServiceProvider();
        }

        public override IPager Pager => _services.GetRequiredService<IPager>();

        public override ICheckup Checkup => _services.GetRequiredService<ICheckup>();

        public override IReadOnlyDictionary<string, string> Woken => _events.Alerts.ToDictionary(alert => alert.Key, alert => (string)alert.Value["summary"]!);

        public override DirectoryFaults Faults => _events.Faults;

        public override IReadOnlyList<string> Requests => _events.Requests;

        public override IReadOnlyList<string> Secrets { get; }

        public override string Logged => _log.Text;

        public static async Task<EventsWorld> StartAsync()
        {
            var clock = new StoppedClock();
            return new EventsWorld(clock, await PagerDutyEventsLookAlike.StartAsync(clock));
        }

        public override string? DetailOf(string id, string name) => (string?)_events.Alerts[id]["custom_details"]?[name];

        public override void Revoke() => _events.RoutingKey = "another";

        public override Task GoDownAsync() => _events.GoDownAsync();

        public override async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _events.DisposeAsync();
        }
    }
}
