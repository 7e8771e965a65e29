using JitBot.Core;
using JitBot.OnCall.Opsgenie;
using JitBot.Rooms.Tests.Slack;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Opsgenie;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JitBot.Rooms.Tests.OnCall;

/// <summary>A look-alike of Opsgenie and the room built from settings, as the host builds it; its schedule is named by id or by name.</summary>
internal sealed class OpsgenieWorld : OnCallWorld
{
    private readonly KeptLog _log = new();
    private readonly ServiceProvider _services;
    private readonly bool _byName;

    private OpsgenieWorld(StoppedClock clock, OpsgenieLookAlike opsgenie, bool byName)
        : base(clock)
    {
        (Opsgenie, _byName) = (opsgenie, byName);
        Fill();
        Opsgenie.Put(new OpsgenieRota("00000002-9b4e-4219-a1b3-0c26936d18de", "Nobody's", []));
        var settings = new Dictionary<string, string?> { ["Opsgenie:BaseUrl"] = opsgenie.BaseUrl.AbsoluteUri, ["Opsgenie:ApiKey"] = opsgenie.ApiKey };
        _services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddSingleton(Doors)
            .AddLogging(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(_log))
            .AddOpsgenie(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(OpsgenieSetup.Section)).BuildServiceProvider();
        Secrets = [opsgenie.ApiKey];
    }

    public OpsgenieLookAlike Opsgenie { get; }

    public OpsgenieRota Rota { get; } = new("d8752c24-9b4e-4219-a1b3-0c26936d18de", "Payments & more, night? 100%", []);

    public override IOnCallSource OnCall => _services.GetRequiredService<OpsgenieSource>();

    public override ICheckup Checkup => _services.GetRequiredService<ICheckup>();

    public override string Group => _byName ? Rota.Name : Rota.Id;

    public override string EmptyGroup => "Nobody's";

    public override string UnknownGroup => "Unheard of";

    public override IReadOnlyList<string> WrongIds => ["", "..", ".", " night", "night\n", "a/b", new string('n', 101)];

    public override IReadOnlyList<string> Secrets { get; }

    public override DirectoryFaults? Faults => Opsgenie.Faults;

    public override string Logged => _log.Text;

    public override IReadOnlyList<string> Requests => Opsgenie.Requests;

    public static async Task<OpsgenieWorld> StartAsync(bool byName)
    {
        var clock = new StoppedClock();
        return new OpsgenieWorld(clock, await OpsgenieLookAlike.StartAsync(clock), byName);
    }

    public override void Fill(params IEnumerable<string> emails) => Opsgenie.Put(Rota with { OnCall = [.. emails] });

    public override void Garble(bool on) => Opsgenie.Garbles = on;

    public override void Revoke() => Opsgenie.ApiKey = "another";

    public override Task GoDownAsync() => Opsgenie.GoDownAsync();

    public override Task ComeBackAsync() => Opsgenie.ComeBackAsync();

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Opsgenie.DisposeAsync();
    }
}
