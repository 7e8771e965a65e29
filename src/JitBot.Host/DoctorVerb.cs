using System.Text;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Time;

namespace JitBot.Host;

/// <summary><c>doctor</c>: looks whether everything is there that JitBot needs of the world outside. It changes nothing and may run beside JitBot.</summary>
internal static class DoctorVerb
{
    private const string Json = "--json";

    public static Verb Verb { get; } = new("doctor", "reach every configured door and name what is missing or too much there",
        [new(Json, null, "print a JSON document: good, warn, bad, findings (check, where, verdict, what, todo)")], RunAsync)
    {
        More = """
            A line for each check: ✓ good, ! to be looked at, ✗ to be mended, with the step that mends it. It looks at the store, the audit
            folder, the chat (token, scopes, channels, approvers), the directories (credential, rights, every group of the catalogue,
            approvers) and at the clock, changes nothing anywhere, prints no secret, and works beside a running JitBot. A door that does not
            answer is given up after ten seconds, or a little more for a large catalogue.

            What it cannot know: whether a group would really let itself be changed, which only changing one shows; and whose /jit is, since
            Slack tells nobody: it says when the command last reached JitBot.

            Exit codes: 0 good, also with something to look at; 1 something is bad; 2 wrong use or settings.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        var builder = VerbSettings.Builder(arguments.Adjust);
        var rooms = new Rooms(builder.Configuration);
        if (rooms.Faults.Count > 0)
            return Verbs.Complain(rooms.Faults);
        var report = new DoctorReport(await LookAsync(rooms, builder, Verb.Name), new Scrubber(Secrets.Of(builder.Configuration)));
        Console.OutputEncoding = Encoding.UTF8;
        return Verbs.Say(arguments.Has(Json) ? report.ToJson() : report.ToText(Verb.Name), report.IsBad ? Verbs.Bad : Verbs.Good);
    }

    /// <summary>Everything found, with progress told in the name of a verb. The rooms must have no faults.</summary>
    public static async Task<IReadOnlyList<Finding>> LookAsync(Rooms rooms, WebApplicationBuilder builder, string verb)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<DateWitness>();
        rooms.AddCheckups(builder.Services);
        await using var services = builder.Services.BuildServiceProvider();
        var doctor = new Doctor([.. services.GetServices<ICheckup>()], rooms.Named,
            services.GetRequiredService<DateWitness>(), services.GetService<TimeProvider>() ?? TimeProvider.System);
        return await new Progress(verb).WhileAsync(doctor.LookAsync(), () => $"waiting for {doctor.Waiting}");
    }
}
