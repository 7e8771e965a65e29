using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using JitBot.Chat.Teams;
using JitBot.Engine.Effects;
using JitBot.Host;
using JitBot.Providers.Entra;
using JitBot.Sandbox.LookAlikes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace JitBot.Sandbox.World;

/// <summary>
/// What runs in the host's process: the real composition, with the sandbox's clock (and leases, if a story wants to outlast them), and
/// trusting the token look-alike's certificate. Nothing else differs from the program that serves.
/// </summary>
internal static class SandboxedHost
{
    public const string ClockVariable = "JITBOT_SANDBOX_CLOCK";
    public const string CertificateVariable = "JITBOT_SANDBOX_CERTIFICATE";

    /// <summary>If it is set: how long a claimed effect is a worker's own.</summary>
    public const string LeaseVariable = "JITBOT_SANDBOX_LEASE";

    /// <summary>What it prints, before the address, once it serves.</summary>
    public const string Serving = "serving ";

    public static async Task<int> RunAsync(string[] args)
    {
        using var clock = SharedClock.Open(Environment.GetEnvironmentVariable(ClockVariable)!);
        var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(Environment.GetEnvironmentVariable(CertificateVariable)!));
        if (args is [not ['-', ..], ..])
            return await Verbs.RunAsync(args, builder => Adjust(builder, clock, certificate));
        if (JitBotApp.Build(args, builder => Adjust(builder, clock, certificate), out var faults) is not { } app)
            return Verbs.Complain(faults);
        app.Lifetime.ApplicationStarted.Register(() =>
            Console.WriteLine(Serving + app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
        StopWithParent(app);
        await app.RunAsync();
        return Verbs.Good;
    }

    private static void Adjust(WebApplicationBuilder builder, SharedClock clock, X509Certificate2 certificate)
    {
        builder.Services.AddSingleton<TimeProvider>(clock);
        foreach (var door in new[] { EntraSetup.TokenHandler, TeamsSetup.TokenHandler })
            builder.Services.AddKeyedSingleton<HttpMessageHandler>(door, (_, _) => LoopbackCertificate.Trusting(certificate));
        if (Environment.GetEnvironmentVariable(LeaseVariable) is { Length: > 0 } lease)
            builder.Services.AddSingleton(new WorkerLease(TimeSpan.Parse(lease, CultureInfo.InvariantCulture)));
    }

    /// <summary>The parent's end closes our standard input; then nobody is left to serve. Reading a console blocks, so a thread of its own does.</summary>
    private static void StopWithParent(WebApplication app)
    {
        var reading = new Thread(() =>
        {
            Console.In.ReadToEnd();
            app.Services.GetRequiredService<Draining>().Skip();
            app.Lifetime.StopApplication();
        });
        reading.IsBackground = true;
        reading.Start();
    }
}
