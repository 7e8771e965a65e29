using JitBot.Core;
using JitBot.Core.People;
using JitBot.Engine.Catalogue;
using JitBot.Simulation.Wire;
using Microsoft.Extensions.Configuration;

namespace JitBot.Simulation.Running;

/// <summary>In which chats approvers are asked; people ask from either, if there are two.</summary>
internal enum Chats
{
    /// <summary>There is one chat only.</summary>
    One,

    /// <summary>In that one and in Teams: each card stands in both.</summary>
    Both,

    /// <summary>In Teams alone.</summary>
    TeamsAlone,
}

/// <summary>The settings of a simulated organisation in three editions: as they begin, stricter, and with another group.</summary>
internal static class SimCatalogue
{
    /// <summary>How many editions there are.</summary>
    public const int Editions = 3;

    public static readonly string[] EntitlementIds = ["alpha-a", "alpha-a-by-two", "beta-b", "beta-c", "beta-d", ByOneHuman];

    /// <summary>Two accounts decide on it that may come to be shown to be one human being, and that one may ask for it like everybody.</summary>
    public const string ByOneHuman = "beta-e";

    /// <summary>Two of them that give the same membership.</summary>
    public static readonly string[] OnOneGroup = ["alpha-a", "alpha-a-by-two"];

    /// <summary>Who runs JitBot: one of them approves nothing.</summary>
    public static readonly string[] Operators = ["sam", "blake"];

    private static readonly string[] Deciders =
        ["person:avery@example.com", "person:blake@example.com", "person:riley.alt@example.com", "person:gus@example.com", "person:morgan.alt@example.com"];

    private static readonly string[] Pairs =
        ["person:avery@example.com", "person:blake@example.com", "person:morgan@example.com", "person:morgan.alt@example.com"];

    private static readonly string[] OneHuman = ["person:morgan@example.com", "person:morgan.alt@example.com"];

    private static readonly string[] First = ["person:avery@example.com", "person:morgan@example.com", "person:gus@example.com"];

    private static readonly string[] Second = ["person:blake@example.com", "crew:oncall"];

    /// <summary>The policies by which somebody may ask for somebody else, in every edition: one of them lets whoever is on call have it unasked.</summary>
    private static readonly int[] OfOthers = [0, 2, 4];

    private static readonly Dictionary<(int, Chats), CatalogueDraft> Drafts = (
        from edition in Enumerable.Range(0, Editions) from chats in Enum.GetValues<Chats>() select (edition, chats)).ToDictionary(each => each, each => Read(each.edition, each.chats));

    /// <summary>An edition, for where approvers are asked.</summary>
    public static CatalogueDraft Edition(int edition, Chats chats = Chats.One) => Drafts[(edition, chats)];

    /// <summary>The longest that whoever is on call gets without asking anybody, in the editions that let them.</summary>
    public static readonly TimeSpan OnCallGets = TimeSpan.FromMinutes(30);

    /// <summary>From so long after a stage began on its tier decides too.</summary>
    public static readonly TimeSpan TierAfter = TimeSpan.FromMinutes(30);

    /// <summary>How many open requests one person may have.</summary>
    public const int MostOpen = 3;

    /// <summary>How often one person may ask within a day.</summary>
    public const int MostADay = 6;

    /// <summary>How many must agree in each stage, by the settings alone; null for what is not in this edition.</summary>
    public static int[]? Approvals(int edition, string entitlement) => (edition, entitlement) switch
    {
        (2, "beta-c") => null,
        (_, "alpha-a-by-two") => [2],
        (1, "alpha-a" or "beta-b") => [2],
        (2, "beta-d") => [1],
        (1, "beta-d") => [1, 2],
        (_, "beta-d") => [1, 1],
        _ => [1],
    };

    /// <summary>Who may decide in whichever stage, as the settings write it; nobody for what is not in this edition.</summary>
    public static string[] Approvers(int edition, string entitlement) => (edition, entitlement) switch
    {
        (2, "beta-c") => [],
        (_, "beta-c") => [edition == 1 ? "crew:leads" : "crew:oncall"],
        (_, "alpha-a-by-two") => Pairs,
        (_, ByOneHuman) => OneHuman,
        (2, "beta-d") => [.. First, "crew:leads"],
        (_, "beta-d") => [.. First, "crew:leads", .. Second],
        _ => Deciders,
    };

    /// <summary>How many noes deny its first stage, by the settings alone.</summary>
    public static int Denials(int edition, string entitlement) => entitlement == "beta-d" ? 2 : 1;

    /// <summary>Whether whoever is on call needs to ask nobody, by the settings alone.</summary>
    public static bool LetsOnCall(int edition, string entitlement) => edition == 0 && entitlement == "beta-c";

    /// <summary>How long an emergency lasts at most.</summary>
    public static readonly TimeSpan GlassLasts = TimeSpan.FromMinutes(30);

    /// <summary>The directory whose groups stand in rules, and may be nested in one another.</summary>
    public const string NestsGroups = "Alpha";

    /// <summary>How often one human being breaks glass within a day.</summary>
    public const int GlassPerDay = 2;

    /// <summary>Whether whoever is on call takes it at once in an emergency, by the settings alone.</summary>
    public static bool LetsBreakGlass(int edition, string entitlement) => edition != 2 && (entitlement is "alpha-a" or "beta-b");

    private static CatalogueDraft Read(int edition, Chats chats)
    {
        var settings = new Dictionary<string, string?> { ["Catalogue:MostOpenRequests"] = $"{MostOpen}", ["Catalogue:MostRequestsPerDay"] = $"{MostADay}" };
        Entitlement(settings, 0, "alpha-a", "Alpha", "group-a", "one");
        Entitlement(settings, 1, "alpha-a-by-two", "Alpha", edition == 2 ? "group-z" : "group-a", "two");
        Entitlement(settings, 2, "beta-b", "Beta", "group-b", "one");
        if (edition != 2)
            Entitlement(settings, 3, "beta-c", "Beta", "group-c", "crew");
        Entitlement(settings, 4, "beta-d", "Beta", "group-d", "staged");
        Entitlement(settings, 5, ByOneHuman, "Beta", "group-e", "human");
        Policy(settings, 0, "one", ["everyone"], Deciders, edition == 1 ? 2 : 1, chats);
        Policy(settings, 1, "two", ["person:riley@example.com", "person:sam@example.com"], Pairs, 2, chats);
        Policy(settings, 2, "crew", ["everyone"], [edition == 1 ? "crew:leads" : "crew:oncall"], 1, chats);
        settings["Catalogue:Policies:2:SignOut"] = "true";
        if (edition == 0)
            (settings["Catalogue:Policies:2:AutoApprovals:0:For:0"], settings["Catalogue:Policies:2:AutoApprovals:0:AtMost"]) = ("crew:oncall", "30m");
        if (edition != 2)
        {
            (settings["Catalogue:Policies:0:BreakGlass:For:0"], settings["Catalogue:Policies:0:BreakGlass:Longest"]) = ("crew:oncall", "30m");
            (settings["Catalogue:Policies:0:BreakGlass:PerDay"], settings["Catalogue:Policies:0:BreakGlass:Team"]) = ("2", "everybody");
        }

        Policy(settings, 3, "staged", ["everyone"], First, 1, chats);
        Staged(settings, edition, chats);
        Policy(settings, 4, "human", ["everyone"], OneHuman, 1, chats);
        foreach (var policy in OfOthers)
            settings[$"Catalogue:Policies:{policy}:AskForOthers"] = "true";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        string[] platforms = chats == Chats.One ? [Chat.SimChat.PlatformName] : [Chat.SimChat.PlatformName, TeamsDoor.Platform];
        var doors = new CatalogueDoors(["Alpha", "Beta"], platforms, [new GroupDoor(SimCrew.SourceName, _ => null, NestsGroups)], []);
        return CatalogueSettings.Read(configuration.GetSection(CatalogueSettings.Section), doors, out var faults)
            ?? throw new InvalidOperationException(string.Join('\n', faults));
    }

    private static void Entitlement(Dictionary<string, string?> settings, int index, string id, string provider, string resource, string policy)
    {
        var at = $"Catalogue:Entitlements:{index}";
        (settings[$"{at}:Id"], settings[$"{at}:Provider"], settings[$"{at}:Resource"], settings[$"{at}:Policy"]) = (id, provider, resource, policy);
    }

    /// <summary>Two noes deny its first stage, which has a tier; in one edition the second stage needs two yeses and a reason for each, in another there is none.</summary>
    private static void Staged(Dictionary<string, string?> settings, int edition, Chats chats)
    {
        const string One = "Catalogue:Policies:3:Stages:0", Two = "Catalogue:Policies:3:Stages:1";
        (settings[$"{One}:Denials"], settings[$"{One}:Tiers:0:After"], settings[$"{One}:Tiers:0:Approvers:0"]) = ("2", "30m", "crew:leads");
        Channels(settings, $"{One}:Tiers:0", chats);
        if (edition == 2)
            return;
        (settings[$"{Two}:Approvers:0"], settings[$"{Two}:Approvers:1"]) = (Second[0], Second[1]);
        settings[$"{Two}:Approvals"] = edition == 1 ? "2" : "1";
        if (edition == 1)
            settings["Catalogue:Policies:3:ReasonToApprove"] = "true";
        Channels(settings, Two, chats);
    }

    private static void Channels(Dictionary<string, string?> settings, string at, Chats chats)
    {
        if (chats != Chats.TeamsAlone)
            settings[$"{at}:ChatChannel"] = "C1";
        if (chats != Chats.One)
            settings[$"{at}:TeamsChannel"] = TeamsDoor.Channel;
    }

    private static void Policy(Dictionary<string, string?> settings, int index, string id, string[] requesters, string[] approvers, int approvals, Chats chats)
    {
        var at = $"Catalogue:Policies:{index}";
        settings[$"{at}:Id"] = id;
        for (var i = 0; i < requesters.Length; i++)
            settings[$"{at}:Requesters:{i}"] = requesters[i];
        for (var i = 0; i < approvers.Length; i++)
            settings[$"{at}:Stages:0:Approvers:{i}"] = approvers[i];
        settings[$"{at}:Stages:0:Approvals"] = $"{approvals}";
        Channels(settings, $"{at}:Stages:0", chats);
        settings[$"{at}:LongestGrant"] = "7d";
        settings[$"{at}:RequestLapsesAfter"] = index == 1 ? "1d" : "4h";
    }
}

/// <summary>Groups whose members may decide.</summary>
internal sealed class SimCrew : IGroupSource
{
    public const string SourceName = "crew";

    public string Source => SourceName;

    /// <summary>Who is in which group; nobody else.</summary>
    public static bool Holds(string group, string email) => (group, email) switch
    {
        ("oncall", "avery@example.com" or "morgan@example.com" or "riley@example.com") => true,
        ("leads", "blake@example.com") => true,
        _ => false,
    };

    public string? Fault(string group) => null;

    public Task<bool?> ContainsAsync(string group, Person person, IReadOnlyList<AccountId> accounts, CancellationToken ct) =>
        Task.FromResult<bool?>(Holds(group, person.Email));
}
