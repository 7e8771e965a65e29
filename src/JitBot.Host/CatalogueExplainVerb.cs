using System.Text;
using JitBot.Core;
using JitBot.Core.Catalogue;
using JitBot.Core.Holdings;
using JitBot.Core.People;
using JitBot.Core.Store;
using JitBot.Core.Time;
using JitBot.Engine.Catalogue;
using JitBot.Engine.People;

namespace JitBot.Host;

/// <summary><c>catalogue explain</c>: whether a person may ask for something, who would decide, and what would have to be otherwise.</summary>
internal static class CatalogueExplainVerb
{
    private const string Person = "--person";
    private const string Entitlement = "--entitlement";
    private const string Format = "--format";
    private const string Offline = "--offline";

    public static Verb Verb { get; } = new("catalogue explain", "say whether a person may ask for something, who would decide, and why",
        [
            new(Person, "E-MAIL", "who would ask") { IsRequired = true },
            new(Entitlement, "ID", "what for") { IsRequired = true },
            new(Format, "table|json", "how it is printed (table)"),
            new(Offline, null, "ask no door; what only a directory knows is then unknown"),
        ], RunAsync)
    {
        More = """
            It goes by the settings as they stand here, not by what waits or is in force in a running JitBot (/jit catalogue says that). Whether
            somebody is in a group, and known to the provider, is asked where all settings are in order. So is whether an account was linked before
            to an asker or an approver whom Identity:Domains turns away now, since it stays linked; where nobody can be asked, none was.

            Exit codes: 0 explained, whatever the answer is; 1 the provider does not know the person; 2 wrong use, settings, or no such entitlement.
            """,
    };

    private static async Task<int> RunAsync(VerbArguments arguments)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var (email, id, format) = (arguments.Value(Person)!.Trim().ToLowerInvariant(), arguments.Value(Entitlement)!, arguments.Value(Format) ?? "table");
        if (format is not ("table" or "json"))
            return Verbs.Complain($"{Format} must be table or json.", Verbs.WrongUse);
        if (IdentitySettings.DomainOf(email) is null)
            return Verbs.Complain($"{email} is no e-mail address; give the address by which the chat and the directory know the person.", Verbs.WrongUse);
        var builder = VerbSettings.Builder(arguments.Adjust);
        var rooms = new Rooms(builder.Configuration);
        if (rooms.Catalogue is not { } draft || rooms.Identity is not { } identity)
            return Verbs.Complain(rooms.Faults);
        var edition = EditionMaker.Make(draft, address => new PersonId(address));
        if (edition.Find(id) is not { } entitlement)
            return Verbs.Complain($"There is no entitlement {id}; there are: {string.Join(", ", edition.Entitlements.Select(each => each.Id))}.", Verbs.WrongUse);
        var door = arguments.Has(Offline) || rooms.Faults.Count > 0 ? null : builder;
        var asked = await new Progress(Verb.Name).WhileAsync(AskAsync(rooms, door, entitlement, email, identity), () => "asking the directories");
        var explanation = Explanation.Of(
            entitlement, new PersonId(email), group => asked.Groups.GetValueOrDefault(group), person => asked.Linked.Contains(person.Value) ? null : identity.TurnsAway(person.Value));
        var report = new ExplanationReport(email, entitlement, edition.Quota, AcceptRules.Short(EditionMaker.VersionOf(draft)), asked.Known, explanation);
        return Verbs.Say(format == "json" ? report.ToJson() : report.ToText(), asked.Known.Answer == Told.No ? Verbs.Bad : Verbs.Good);
    }

    /// <summary>
    /// What is known of the person: whether the provider has one account, and which of the groups they are in; and to whom of those whom the settings would turn away an
    /// account was linked before, which it stays whatever they say of domains.
    /// </summary>
    private static async Task<(Because Known, Dictionary<Rule, bool?> Groups, IReadOnlySet<string> Linked)> AskAsync(
        Rooms rooms, WebApplicationBuilder? builder, Entitlement entitlement, string email, IdentitySettings identity)
    {
        var groups = new Dictionary<Rule, bool?>();
        if (builder is null)
            return (new Because(Told.Unknown, "no door was asked", null), groups, new HashSet<string>());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<DateWitness>();
        rooms.AddCheckups(builder.Services);
        await using var services = builder.Services.BuildServiceProvider();
        var (person, accounts) = await FindAsync(services, email);
        var sources = services.GetServices<IGroupSource>().ToDictionary(source => source.Source);
        var policy = entitlement.Policy;
        var rules = policy.Requesters.Concat(policy.AutoApprovals.SelectMany(auto => auto.For)).Concat(policy.BreakGlass?.For ?? []);
        foreach (var rule in rules.OfType<Rule.Member>().Distinct())
            groups[rule] = sources.TryGetValue(rule.Source, out var source) ? await source.ContainsAsync(rule.Group, person, accounts, default) : null;
        var provider = services.GetServices<IAccessProvider>().First(each => each.Name == entitlement.Provider);
        return (await provider.FindSubjectAsync(email, default) switch
        {
            SubjectAnswer.Found => new Because(Told.Yes, $"{entitlement.Provider} has exactly one active account with this address", null),
            SubjectAnswer.NotFound unknown => new Because(Told.No, unknown.Why, $"correct the address, or see to their account at {entitlement.Provider}"),
            SubjectAnswer.NotNow later => new Because(Told.Unknown, later.What, "try again; doctor says what is wrong"),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        }, groups, await LinkedAsync(services, Named(policy).Append(email).Where(address => identity.TurnsAway(address) is not null)));
    }

    private static IEnumerable<string> Named(Policy policy) => policy.Stages.SelectMany(stage => stage.Everybody).OfType<Rule.Named>().Select(rule => rule.Person.Value);

    private static async Task<IReadOnlySet<string>> LinkedAsync(IServiceProvider services, IEnumerable<string> addresses)
    {
        var linked = new HashSet<string>();
        foreach (var address in addresses.Distinct())
        {
            var (_, accounts) = await FindAsync(services, address);
            if (accounts.Count > 0)
                linked.Add(address);
        }

        return linked;
    }

    /// <summary>The person's row and accounts, if JitBot knows them; groups of a chat go by accounts.</summary>
    private static async Task<(Person, IReadOnlyList<AccountId>)> FindAsync(IServiceProvider services, string email)
    {
        try
        {
            var store = services.GetRequiredService<IAccessStore>();
            await store.OpenAsync(default);
            if (await store.FindByEmailAsync(email, default) is { } person)
                return (person, await store.ListAccountsAsync(person.Id, default));
        }
        catch (StoreUnavailableException)
        {
            // There is none yet, or it is not for this user to read: the directories know the person by the address.
        }

        return (new Person(new PersonId(email), email, email, ""), []);
    }
}
