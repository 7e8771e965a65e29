using System.Text;
using JitBot.Core.Checkup;
using JitBot.Core.Settings;
using JitBot.Engine.Catalogue;
using JitBot.Engine.People;

namespace JitBot.Host;

/// <summary><c>catalogue check</c>: names every fault of the catalogue at once; and what the doors say of it, where they are configured.</summary>
internal static class CatalogueCheckVerb
{
    private const string Doors = "--doors";
    private const string Offline = "--offline";

    private static readonly string[] Sections = [CatalogueSettings.Section, IdentitySettings.Section];

    /// <summary>What the doors can say of a catalogue; that they are reached goes without saying.</summary>
    private static readonly string[] Kinds = [CheckKind.Group, CheckKind.Person, CheckKind.Channel];

    public static Verb Verb { get; } = new("catalogue check", "name every fault of the catalogue at once",
        [
            new(Offline, null, "ask no door, whatever is configured"),
            new(Doors, null, "ask the doors, and end with 2 if their settings are not in order"),
        ], RunAsync)
    {
        More = """
            A line for each fault, with its full key and what would be right: what cannot be read, requests that nobody could decide, groups
            that JitBot would give away and that make people approvers, requesters or operators. Where all other settings are in order the doors
            are asked as well: is each group fit and there, is anybody in those that rules name, is each channel open, each approver known; each
            answer stands behind the keys that it is about. Where they are not, as where a change of
            the settings is reviewed without secrets, no door is asked; faults of other sections are then only counted. At the end stands which
            files and other places the settings were read from.

            Exit codes: 0 good, 1 the catalogue is bad, 2 wrong use, or settings that --doors needs.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var builder = VerbSettings.Builder(arguments.Adjust);
        var rooms = new Rooms(builder.Configuration);
        var own = rooms.FaultsIn(Sections).ToList();
        own.AddRange(rooms.CatalogueFaults);
        var others = rooms.Faults.Except(own).Count();
        if (arguments.Has(Doors) && others > 0 && own.Count == 0)
            return Verbs.Complain(rooms.Faults);
        var read = $"  ({rooms.Sources})";
        if (own.Count > 0)
            return Tell(own, others, read);
        if (others > 0)
            return Verbs.Say($"✓ {CatalogueSettings.Section}: in order\n{InOthers(others)}\n{read}", Verbs.Good);
        return arguments.Has(Offline) ? Verbs.Say($"{Good(rooms)}\n{read}", Verbs.Good) : await AskAsync(rooms, builder, read);
    }

    private static async Task<int> AskAsync(Rooms rooms, WebApplicationBuilder builder, string read)
    {
        var findings = await DoctorVerb.LookAsync(rooms, builder, Verb.Name);
        var keys = rooms.Keys;
        var told = findings.Where(finding => Kinds.Contains(finding.Check) || finding is { Check: CheckKind.Reach, Verdict: Verdict.Bad }).Select(keys.Name).ToList();
        var report = new DoctorReport(told, new Scrubber(Secrets.Of(builder.Configuration)));
        return Verbs.Say($"{Good(rooms)}\n{read}\n{report.ToText(Verb.Name)}", report.IsBad ? Verbs.Bad : Verbs.Good);
    }

    private static string Good(Rooms rooms)
    {
        var (entitlements, policies) = rooms.CatalogueSize;
        return $"✓ {CatalogueSettings.Section}: in order: {Count(entitlements, "entitlement", "entitlements")} under {Count(policies, "policy", "policies")}";
    }

    private static string InOthers(int faults) => $"  ({Count(faults, "fault", "faults")} in other sections, so no door was asked; doctor names {(faults == 1 ? "it" : "them")})";

    private static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    private static int Tell(List<SettingsFault> faults, int others, string read)
    {
        var scrubber = new Scrubber([]);
        foreach (var fault in faults)
            Console.WriteLine($"✗ {scrubber.Clean(fault.ToString())}");
        return Verbs.Say($"{Verb.Name}: {faults.Count} bad\n{(others > 0 ? $"{InOthers(others)}\n" : "")}{read}", Verbs.Bad);
    }
}
