using JitBot.Core;
using JitBot.OnCall.Schedule;
using JitBot.Rooms.Tests.Slack;
using JitBot.Sandbox.LookAlikes;
using JitBot.Sandbox.LookAlikes.Schedules;
using JitBot.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JitBot.Rooms.Tests.OnCall;

/// <summary>A web server with schedules and the room built from settings, as the host builds it; the schedule is JSON or iCalendar.</summary>
internal sealed class ScheduleWorld : OnCallWorld
{
    private const string File = "payments";

    private readonly KeptLog _log = new();
    private readonly ServiceProvider _services;
    private readonly bool _asCalendar;
    private string _text = "";

    private ScheduleWorld(StoppedClock clock, ScheduleLookAlike schedules, bool asCalendar)
        : base(clock)
    {
        (Schedules, _asCalendar) = (schedules, asCalendar);
        Schedules.Publish("empty", """{ "onCall": [] }""");
        var settings = new Dictionary<string, string?>
        {
            ["Schedules:0:Name"] = "payments",
            ["Schedules:0:Url"] = schedules.UrlOf(File).AbsoluteUri,
            ["Schedules:1:Name"] = "empty",
            ["Schedules:1:Url"] = schedules.UrlOf("empty").AbsoluteUri,
            ["Schedules:2:Name"] = "gone",
            ["Schedules:2:Url"] = schedules.UrlOf("gone").AbsoluteUri,
            ["Schedules:3:Name"] = "berlin",
            ["Schedules:3:Url"] = schedules.UrlOf(File).AbsoluteUri,
            ["Schedules:3:TimeZone"] = "Europe/Berlin",
        };
        _services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddSingleton(Doors)
            .AddLogging(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(_log))
            .AddSchedules(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(ScheduleSetup.Section)).BuildServiceProvider();
    }

    public ScheduleLookAlike Schedules { get; }

    public override IOnCallSource OnCall => _services.GetRequiredService<ScheduleSource>();

    public override ICheckup Checkup => new OneOf(_services.GetRequiredService<ICheckup>());

    public override string Group => "payments";

    public override string EmptyGroup => "empty";

    public override string UnknownGroup => "gone";

    public override IReadOnlyList<string> WrongIds => ["", "unheard-of", "payments\n", "../payments"];

    public override IReadOnlyList<string> Secrets => [Schedules.Secret, "calendars/", Schedules.UrlOf("").Authority];

    public override DirectoryFaults? Faults => Schedules.Faults;

    public override string Logged => _log.Text;

    public override IReadOnlyList<string> Requests => Schedules.Requests;

    /// <summary>Web servers do not say when to come back.</summary>
    public override bool SaysWhenToComeBack => false;

    public static async Task<ScheduleWorld> StartAsync(bool asCalendar)
    {
        var clock = new StoppedClock();
        return new ScheduleWorld(clock, await ScheduleLookAlike.StartAsync(clock), asCalendar);
    }

    public override void Fill(params IEnumerable<string> emails)
    {
        var shifts = emails.ToList();
        Publish(_asCalendar
            ? Calendar([.. shifts.Select((email, index) => $"BEGIN:VEVENT\nUID:{index}\nDTSTART:20260302T080000Z\nDTEND:20260309T080000Z\nSUMMARY:On call\nATTENDEE:mailto:{email}\nEND:VEVENT")])
            : $$"""{ "onCall": [ {{string.Join(", ", shifts.Select(email => $$"""{ "start": "2026-03-02T08:00:00Z", "end": "2026-03-09T08:00:00Z", "person": "{{email}}" }"""))}} ] }""");
    }

    /// <summary>A calendar with these components.</summary>
    public static string Calendar(params IEnumerable<string> components) =>
        string.Join("\r\n", ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//On call//EN", .. components.SelectMany(each => each.Split('\n')), "END:VCALENDAR", ""]);

    /// <summary>Publishes the schedule's text.</summary>
    public void Publish(string text) => Schedules.Publish(File, _text = text);

    public override void Garble(bool on) => Schedules.Publish(File, on ? _text[..(_text.Length / 2)] : _text);

    /// <summary>The address is another one from now on.</summary>
    public override void Revoke() => Schedules.Faults.Always(new DirectoryFault.Fails(403));

    public override Task GoDownAsync() => Schedules.GoDownAsync();

    public override Task ComeBackAsync() => Schedules.ComeBackAsync();

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Schedules.DisposeAsync();
    }

    /// <summary>The room's checkup looks at every schedule of the settings; here only the first is as it should be.</summary>
    private sealed class OneOf(ICheckup whole) : ICheckup
    {
        public string Door => whole.Door;

        public IAsyncEnumerable<Core.Checkup.Finding> LookAsync(Core.Checkup.NamedInSettings named, CancellationToken ct) => whole.LookAsync(named, ct).Take(1);
    }
}
