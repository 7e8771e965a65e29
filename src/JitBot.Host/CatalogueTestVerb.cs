using System.Text;
using JitBot.Core.Access;
using JitBot.Core.Catalogue;
using JitBot.Core.People;
using JitBot.Engine.Catalogue;
using JitBot.Engine.People;

namespace JitBot.Host;

/// <summary><c>catalogue test</c>: plays the organisation's own expectations through by the rules that decide real requests, and touches nothing.</summary>
internal static class CatalogueTestVerb
{
    private const string File = "FILE";

    public static Verb Verb { get; } = new("catalogue test", "hold the catalogue against the organisation's own expectations",
        [new(File, null, "the expectations, as JSON; manifests/expectations.example.json is one") { IsRequired = true, IsOperand = true }], RunAsync)
    {
        More = """
            A case says what is given (the time, who is in which group or on call), who asks for what and who votes when, whether it is taken at
            once (emergency, or escalatesAfter so long), and what is expected: mayAsk, autoApproved, brokeGlass, granted, grantedFor, denied,
            refusal. It is decided by the settings as they stand here and by the code that decides real requests; no door is asked and no
            secret needed. Whoever's address is in none of Identity:Domains is turned away, as by a running JitBot that has linked no account to
            it yet. How often somebody may, and what a team owes, belongs to a running one alone and is not played.

            A name that the catalogue does not know is a fault of the file: nothing is tried with an entitlement that is not there (unless
            UnknownEntitlement is what is expected), a group that no rule names, or a person who is named by no rule, is in no group of the case and
            is not just one of everyone. Whom the catalogue is not to know stands in "given": { "others": [ … ] }. A case that comes out otherwise
            is told step by step, with the rule that decided each.

            Exit codes: 0 all cases are as expected, 1 one is not, 2 the file or the catalogue is wrong; everything that is wrong is named.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var rooms = new Rooms(VerbSettings.Builder(arguments.Adjust).Configuration);
        if (rooms.Catalogue is not { } draft || rooms.Identity is not { } identity)
            return Verbs.Complain(rooms.Faults);
        var edition = EditionMaker.Make(draft, address => new PersonId(address));
        var reader = new ExpectationReader();
        var cases = Array.Empty<Expectation>() as IReadOnlyList<Expectation>;
        try
        {
            cases = reader.Read(await System.IO.File.ReadAllTextAsync(arguments.Value(File)!));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Verbs.Complain($"{arguments.Value(File)} cannot be read: {e.Message}", Verbs.WrongUse);
        }

        if (reader.Faults.Count > 0)
            return Complain(reader.Faults, arguments);
        if (new ExpectationNames(edition).Faults(cases).ToList() is { Count: > 0 } unknown)
            return Complain(unknown, arguments);
        return Verbs.Say(Report(cases, edition, identity, out var failed), failed == 0 ? Verbs.Good : Verbs.Bad);
    }

    private static int Complain(IEnumerable<string> faults, VerbArguments arguments) =>
        Verbs.Complain(string.Join('\n', faults.Select(fault => $"✗ {arguments.Value(File)}: {fault}")), Verbs.WrongUse);

    private static string Report(IReadOnlyList<Expectation> cases, Edition edition, IdentitySettings identity, out int failed)
    {
        failed = 0;
        var text = new StringBuilder();
        foreach (var each in cases)
        {
            var came = Rehearsal.Play(Made(each, edition, identity));
            var differences = each.Expect.Differences(came).ToList();
            failed += differences.Count > 0 ? 1 : 0;
            text.Append(differences.Count == 0 ? $"✓ {each.Name}\n" : $"✗ {each.Name}: {string.Join("; ", differences)}\n{string.Concat(came.Story.Select(line => $"    {line}\n"))}");
        }

        return text.Append($"{Verb.Name}: {cases.Count - failed} as expected, {failed} not").ToString();
    }

    private static RehearsedRequest Made(Expectation each, Edition edition, IdentitySettings identity) => new(
        new PersonId(each.Person), edition.Find(each.Entitlement) is { } found ? Terms.Of(found) : null, each.Length, each.Justification, each.Now, each.Votes,
        (person, group) => each.Groups.TryGetValue(RuleNames.Of(group), out var members) && members.Contains(person.Value))
    {
        IsEmergency = each.IsEmergency,
        EscalatesAfter = each.EscalatesAfter,
        TurnsAway = person => identity.TurnsAway(person.Value) is { } because ? new TurnedAway(Refusal.ForeignDomain, because.Why) : null,
    };
}
