using Azure.Core;
using Azure.Identity;
using JitBot.Chat.Teams;
using JitBot.Core.Operations;
using JitBot.Core.Time;
using JitBot.Rooms.Tests.Slack;
using JitBot.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>The room's way out, with a recorder where the network would be and a credential that needs none.</summary>
internal sealed class TeamsLine : IAsyncDisposable
{
    public const string Token = "a-token-that-is-secret";

    private readonly ServiceProvider _services;

    public TeamsLine(params (string Key, string Value)[] settings)
    {
        Issuer = new TeamsIssuer(Clock);
        Issuer.Published.Add(Issuer.Signer);
        Dates.Seen += (door, date) => Seen.Add($"{door} {date:u}");
        Doors.Seen += word => Words.Add($"{word.Door} {word.Call}: {word.Refusal ?? "let in"}");
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(Dates)
            .AddSingleton(Doors)
            .AddKeyedSingleton<HttpMessageHandler>(TeamsSetup.KeyHandler, Issuer)
            .AddKeyedSingleton<HttpMessageHandler>(TeamsSetup.Wire, Wire)
            .AddKeyedSingleton<TokenCredential>(TeamsSetup.Wire, Credential)
            .AddTeams(TeamsGate.Section(settings))
            .BuildServiceProvider();
    }

    public StoppedClock Clock { get; } = new();

    public TeamsIssuer Issuer { get; }

    public TeamsRecorder Wire { get; } = new();

    public KeptCredential Credential { get; } = new();

    public KeptLog Log { get; } = new();

    public List<string> Seen { get; } = [];

    public List<string> Words { get; } = [];

    public TeamsApi Api => _services.GetRequiredService<TeamsApi>();

    public IServiceProvider Services => _services;

    private DateWitness Dates { get; } = new();

    private DoorWitness Doors { get; } = new();

    public static TeamsConversationRef Where(string conversation = "19:abc@thread.tacv2;messageid=1700", string service = "https://smba.trafficmanager.net/teams") =>
        new(service, conversation);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Gives one token, or fails as it is told, and keeps what was asked for.</summary>
    internal sealed class KeptCredential : TokenCredential
    {
        public string? Fault { get; set; }

        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return Fault is null ? new AccessToken(Token, DateTimeOffset.MaxValue) : throw new AuthenticationFailedException(Fault);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
