using System.Globalization;
using JitBot.Sandbox.World;

namespace JitBot.Endurance.Stage;

/// <summary>
/// What a crowd wants besides the settings of every sandbox: so many entitlements that hardly anybody asks for one twice, and quotas that stand in nobody's way. Nobody has
/// two open requests for one entitlement, and hundreds of requests that were refused for it would try nothing. All give the same few groups, so that grants overlap.
/// </summary>
internal static class CrowdSettings
{
    /// <summary>As many as a story has requests at most, so that everybody can ask for one of their own.</summary>
    public const int Entitlements = 400;

    private const int Kinds = 4;
    private const int ByTwo = 1;

    /// <summary>More than any person of a story asks for.</summary>
    private const string Quota = "1000";

    /// <summary>All of them, as configuration keys.</summary>
    public static Dictionary<string, string?> For(SandboxWorld world, string folder)
    {
        var settings = SandboxSettings.For(world, folder);
        settings["Catalogue:MostOpenRequests"] = Quota;
        settings["Catalogue:MostRequestsPerDay"] = Quota;
        var first = settings.Keys.Count(key => key.StartsWith("Catalogue:Entitlements:", StringComparison.Ordinal) && key.EndsWith(":Id", StringComparison.Ordinal));
        for (var i = 0; i < Entitlements; i++)
        {
            var (provider, resource, policy) = (i % Kinds) switch
            {
                0 => ("Entra", world.ProductionDatabase, "production"),
                ByTwo => ("Entra", world.ProductionDatabase, "by-two"),
                _ => ("Okta", world.Warehouse, "production"),
            };
            SandboxSettings.Add(settings, first + i, Name(i), Name(i), provider, resource, policy);
        }

        return settings;
    }

    /// <summary>Whether it takes two approvals.</summary>
    public static bool NeedsTwo(int number) => number % Kinds == ByTwo;

    /// <summary>The id of one of them.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"crowd-{number % Entitlements:D3}");
}
