using System.Text;
using System.Text.Json.Nodes;
using JitBot.Chat.Teams;
using JitBot.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>What decides who is believed, as the room makes it, with <see cref="TeamsIssuer"/> on the other side; no server before it.</summary>
internal sealed class TeamsGate : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TeamsGate(params (string Key, string Value)[] settings)
    {
        Issuer = new TeamsIssuer(Clock);
        Issuer.Published.Add(Issuer.Signer);
        _services = new ServiceCollection().AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddKeyedSingleton<HttpMessageHandler>(TeamsSetup.KeyHandler, Issuer)
            .AddTeams(Section(settings))
            .BuildServiceProvider();
    }

    public StoppedClock Clock { get; } = new();

    public TeamsIssuer Issuer { get; }

    public TeamsKeys Keys => _services.GetRequiredService<TeamsKeys>();

    private TeamsAuthentication Authentication => _services.GetRequiredService<TeamsAuthentication>();

    /// <summary>The least a section needs, and what a test adds.</summary>
    public static IConfigurationSection Section(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = new() { ["AppId"] = TeamsIssuer.AppId, ["TenantId"] = TeamsIssuer.Tenant, ["ClientSecret"] = "a-secret-of-mine" };
        foreach (var (key, value) in settings)
            all[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all.Select(pair => KeyValuePair.Create($"{TeamsSetup.Section}:{pair.Key}", pair.Value)))
            .Build().GetSection(TeamsSetup.Section);
    }

    /// <summary>The rule that fails, or Genuine, or CannotTell.</summary>
    public Task<string> JudgeAsync(Action<TeamsDraft>? token = null, Action<JsonObject>? activity = null)
    {
        var draft = Issuer.Draft();
        token?.Invoke(draft);
        var said = TeamsIssuer.Activity();
        activity?.Invoke(said);
        return JudgeAsync(["Bearer " + draft.Sign()], said);
    }

    public async Task<string> JudgeAsync(string[] authorization, JsonObject? said = null)
    {
        var headers = new HeaderDictionary();
        if (authorization.Length > 0)
            headers[HeaderNames.Authorization] = authorization;
        var (judgement, proof) = await Authentication.JudgeAsync(headers, default);
        if (proof is not null)
            judgement = Authentication.Judge(proof, TeamsPayloads.ReadActivity(Encoding.UTF8.GetBytes((said ?? TeamsIssuer.Activity()).ToJsonString()))!);
        return judgement is TeamsJudgement.Refused { Rule: var rule } ? rule.ToString() : judgement.GetType().Name;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
