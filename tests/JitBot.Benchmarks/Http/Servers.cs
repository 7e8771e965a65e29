using System.Diagnostics;
using System.Globalization;

namespace JitBot.Benchmarks.Http;

/// <summary>How the programs that are compared are started.</summary>
internal static class Servers
{
    private static string Ourselves => typeof(Servers).Assembly.Location;

    /// <summary>JitBot's host as it is run in service, with these settings; it trusts this certificate as it would one of the system's.</summary>
    public static ProcessStartInfo Host(int port, IReadOnlyDictionary<string, string?> settings, string folder, string certificate)
    {
        var host = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "JitBot.Host.dll"), "--urls", Server.UrlOf(port)]) { WorkingDirectory = folder };
        foreach (var (key, value) in settings)
            host.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        host.Environment["SSL_CERT_FILE"] = certificate;
        return host;
    }

    /// <summary>The bare endpoint, by the settings of the runtime that the host has.</summary>
    public static ProcessStartInfo Bare(int port)
    {
        var bare = new ProcessStartInfo("dotnet", [Ourselves, BareKestrel.Verb, Server.UrlOf(port)]);
        (bare.Environment["DOTNET_gcServer"], bare.Environment["DOTNET_TieredPGO"]) = ("1", "0");
        return bare;
    }

    /// <summary>Bolt, in so many workers.</summary>
    public static ProcessStartInfo Bolt(int port, int workers, string modules, string secret)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Http", "bolt-peer.js");
        var bolt = new ProcessStartInfo("node", [script, Number(port), Number(workers), modules]);
        bolt.Environment["SLACK_SIGNING_SECRET"] = secret;
        bolt.Environment["NODE_ENV"] = "production";
        return bolt;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
