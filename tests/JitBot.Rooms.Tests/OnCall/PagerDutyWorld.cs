using JitBot.Core;
using JitBot.OnCall.PagerDuty;
using JitBot.Rooms.Tests.Slack;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.PagerDuty;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JitBot.Rooms.Tests.OnCall;

/// <summary>A look-alike of PagerDuty and the room built from settings, as the host builds it.</summary>
internal sealed class PagerDutyWorld : OnCallWorld
{
    private const string Primary = "PI7DH85";

    private readonly KeptLog _log = new();
    private readonly ServiceProvider _services;
    private readonly Dictionary<string, string> _users = new(StringComparer.Ordinal);

    private PagerDutyWorld(StoppedClock clock, PagerDutyLookAlike pagerDuty)
        : base(clock)
    {
        PagerDuty = pagerDuty;
        PagerDuty.Account.Put(new PagerDutyRota(Primary, "Primary"));
        PagerDuty.Account.Put(new PagerDutyRota(EmptyGroup, "Secondary"));
        var settings = new Dictionary<string, string?> { ["PagerDuty:BaseUrl"] = pagerDuty.BaseUrl.AbsoluteUri, ["PagerDuty:ApiToken"] = pagerDuty.ApiToken };
        _services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddSingleton(Doors)
            .AddLogging(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(_log))
            .AddPagerDuty(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(PagerDutySetup.Section)).BuildServiceProvider();
        Secrets = [pagerDuty.ApiToken];
    }

    public PagerDutyLookAlike PagerDuty { get; }

    public override IOnCallSource OnCall => _services.GetRequiredService<PagerDutySource>();

    public override ICheckup Checkup => _services.GetRequiredService<ICheckup>();

    public override string Group => Primary;

    public override string EmptyGroup => "PSECOND";

    public override string UnknownGroup => "PUNKNOWN";

    public override IReadOnlyList<string> WrongIds => ["", "primary", "P/../users", "PI7DH85\n", "PI7DH85&limit=1"];

    public override IReadOnlyList<string> Secrets { get; }

    public override DirectoryFaults? Faults => PagerDuty.Faults;

    public override string Logged => _log.Text;

    public override IReadOnlyList<string> Requests => PagerDuty.Requests;

    public static async Task<PagerDutyWorld> StartAsync()
    {
        var clock = new StoppedClock();
        return new PagerDutyWorld(clock, await PagerDutyLookAlike.StartAsync(clock));
    }

    public override void Fill(params IEnumerable<string> emails) => Put(rota => rota with { OnCall = [.. emails.Select(email => (UserOf(email), (DateTimeOffset?)Clock.GetUtcNow().AddHours(8)))] });

    public void Put(Func<PagerDutyRota, PagerDutyRota> change) => PagerDuty.Account.Put(change(PagerDuty.Account.Rota(Primary)!));

    public string UserOf(string email) => _users.TryGetValue(email, out var known) ? known : _users[email] = PagerDuty.Account.AddPerson(email);

    public override void Garble(bool on) => PagerDuty.Garbles = on;

    public override void Revoke() => PagerDuty.ApiToken = "another";

    public override Task GoDownAsync() => PagerDuty.GoDownAsync();

    public override Task ComeBackAsync() => PagerDuty.ComeBackAsync();

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await PagerDuty.DisposeAsync();
    }
}
