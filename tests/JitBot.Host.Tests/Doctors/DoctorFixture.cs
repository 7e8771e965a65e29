using JitBot.Core.Checkup;
using JitBot.Host.Tests.Running;
using JitBot.Providers.Entra;
using JitBot.Sandbox.LookAlikes.Graph;
using JitBot.Sandbox.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JitBot.Host.Tests.Doctors;

/// <summary>The doctor beside a running program, in a world in which everything is as it should be until a test spoils something.</summary>
[TestFixture]
internal abstract class DoctorFixture
{
    private readonly Dictionary<string, string?> _changes = [];

    protected JitBotTestApp App { get; private set; } = null!;

    protected SandboxWorld World => App.World;

    /// <summary>The clock the doctor goes by; the world's own unless a test says otherwise.</summary>
    protected TimeProvider Clock { get; set; } = TimeProvider.System;

    [SetUp]
    public async Task OpenAsync()
    {
        App = await JitBotTestApp.StartAsync();
        Clock = App.Clock;
        _changes.Clear();
        Set("Catalogue:Entitlements:2:Resource", World.ProductionDatabase); // the sandbox's catalogue has a group that cannot be granted
    }

    [TearDown]
    public async Task CloseAsync() => await App.DisposeAsync();

    /// <summary>Changes a setting for the doctor.</summary>
    protected void Set(string key, string? value) => _changes[key] = value;

    /// <summary>Gives JitBot's application these permissions.</summary>
    protected void Grant(params string[] roles) =>
        World.Tokens.Add(new TokenClient(SandboxWorld.ClientId, "JitBot") { Secret = SandboxWorld.ClientSecret, Roles = roles });

    protected async Task<IReadOnlyList<Finding>> LookAsync()
    {
        var builder = VerbSettings.Builder(Adjust);
        var rooms = new Rooms(builder.Configuration);
        Assert.That(rooms.Faults, Is.Empty);
        return await DoctorVerb.LookAsync(rooms, builder, "doctor");
    }

    /// <summary>Looks, and demands that this is found, with a step that mends it.</summary>
    protected async Task<Finding> FindAsync(Verdict verdict, string words, string todo)
    {
        var findings = await LookAsync();
        var found = findings.Where(each => each.Verdict == verdict && each.What.Contains(words, StringComparison.Ordinal)).ToList();
        Assert.That(found, Has.Exactly(1).Items, string.Join('\n', findings));
        Assert.That(found[0].Todo, Does.Contain(todo));
        return found[0];
    }

    /// <summary>Runs a verb of the program in this process.</summary>
    protected Task<(int Code, string Output)> RunAsync(params string[] verb) => VerbRun.RunAsync(verb, Adjust);

    protected void Adjust(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(App.Settings);
        builder.Configuration.AddInMemoryCollection(_changes);
        builder.Services.AddSingleton(Clock);
        builder.Services.AddKeyedSingleton(EntraSetup.TokenHandler, World.Tokens.TrustingHandler());
    }
}
