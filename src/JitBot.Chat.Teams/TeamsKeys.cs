using System.Net.Http.Headers;
using JitBot.Core.Operations;
using JitBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Teams;

/// <summary>
/// The keys that Microsoft signs with, fetched when first needed and kept for a while. Anybody can send a token with a key id of their own
/// making: how often that makes us ask is bounded. If the keys are too old and cannot be had, nobody is genuine until they can.
/// (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot).
/// </summary>
internal sealed partial class TeamsKeys(
    HttpClient http, TeamsOptions options, TimeProvider clock, DateWitness dates, HearingWitness hearing, ILogger<TeamsKeys> log) : IDisposable
{
    /// <summary>A key that was withdrawn must not be good for longer.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(24);

    /// <summary>Asked again long before they are void, so that a door that does not answer for some hours shuts nobody out.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromHours(12);

    /// <summary>A key we do not know is looked for no sooner: new ones are published long before they are used.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromHours(1);

    /// <summary>A door that does not answer is not asked again for each token that comes meanwhile.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);

    private readonly long _start = clock.GetTimestamp();
    private readonly SemaphoreSlim _turn = new(1);
    private volatile Published? _published;
    private TimeSpan? _failedAt;

    private TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>The key with this id.</summary>
    public async Task<TeamsKeyAnswer> FindAsync(string id, CancellationToken ct)
    {
        if (Known(id) is { } known && known.Age < RenewAfter)
            return new TeamsKeyAnswer.Found(known.Key);
        await _turn.WaitAsync(ct);
        try
        {
            return await LookAsync(id);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Fetches the keys, whatever is known: how many there are, or null with what hinders.</summary>
    public async Task<(int? Count, string What)> TryAsync(CancellationToken ct)
    {
        var (keys, what) = await FetchAsync(ct);
        return (keys?.Count, what);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<TeamsKeyAnswer> LookAsync(string id)
    {
        var age = _published is { } published ? Now - published.At : TimeSpan.MaxValue;
        var isDue = age >= RenewAfter || (age >= LookAgainAfter && Known(id) is null);
        var failed = isDue && !await RenewAsync();
        if (Known(id) is { } known && known.Age < GoodFor)
            return new TeamsKeyAnswer.Found(known.Key);
        return failed ? new TeamsKeyAnswer.CannotTell() : new TeamsKeyAnswer.Unknown();
    }

    private (TeamsKey Key, TimeSpan Age)? Known(string id) =>
        _published is { } published && published.Keys.TryGetValue(id, out var key) ? (key, Now - published.At) : null;

    private async Task<bool> RenewAsync()
    {
        if (Now - _failedAt < AfterFailure)
            return false;
        var (keys, what) = await FetchAsync(CancellationToken.None); // whoever asked may go: the next one needs them too
        if (keys is null)
            Fail(what);
        else
            Take(keys);
        return keys is not null;
    }

    private void Take(IReadOnlyDictionary<string, TeamsKey> keys)
    {
        _published = new Published(keys, Now);
        if (_failedAt is not null)
            hearing.Hears(TeamsSetup.Section);
        _failedAt = null;
    }

    private void Fail(string what)
    {
        _failedAt = Now;
        Log.NotFetched(log, what);
        if (_published is not { } published || Now - published.At >= GoodFor)
            hearing.HearsNothing(TeamsSetup.Section, $"The keys that Teams signs with cannot be had, so nobody there is believed: {what}.");
    }

    private async Task<(IReadOnlyDictionary<string, TeamsKey>? Keys, string What)> FetchAsync(CancellationToken ct)
    {
        try
        {
            var document = TeamsPayloads.ReadObject(await GetAsync(options.OpenIdMetadataUrl, ct));
            if (Address(TeamsPayloads.Text(document?["jwks_uri"])) is not { } address)
                return (null, $"{options.OpenIdMetadataUrl.Host} does not say where the keys are");
            return TeamsKey.Read(await GetAsync(address, ct)) is { Count: > 0 } keys ? (keys, "") : (null, $"{address.Host} publishes no key that can be used");
        }
        catch (HttpRequestException fault)
        {
            return (null, $"{options.OpenIdMetadataUrl.Host} does not give the keys ({fault.StatusCode?.ToString() ?? fault.HttpRequestError.ToString()})");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, $"{options.OpenIdMetadataUrl.Host} does not answer in time");
        }
    }

    private async Task<byte[]> GetAsync(Uri address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await http.SendAsync(request, ct);
        if (response.Headers.Date is { } date)
            dates.Report(TeamsSetup.Section, date);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(ct);
    }

    /// <summary>https; or plain http on loopback, where the document itself came that way.</summary>
    private Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback && options.OpenIdMetadataUrl.Scheme == Uri.UriSchemeHttp))
            ? url
            : null;

    private sealed record Published(IReadOnlyDictionary<string, TeamsKey> Keys, TimeSpan At);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The keys that Teams signs with cannot be had: {What}. What comes from Teams is turned away while they are needed")]
        public static partial void NotFetched(ILogger log, string what);
    }
}

/// <summary>What can be said of a key.</summary>
internal abstract record TeamsKeyAnswer
{
    private TeamsKeyAnswer()
    {
    }

    /// <summary>It is published.</summary>
    public sealed record Found(TeamsKey Key) : TeamsKeyAnswer;

    /// <summary>It is not.</summary>
    public sealed record Unknown : TeamsKeyAnswer;

    /// <summary>The keys cannot be had now.</summary>
    public sealed record CannotTell : TeamsKeyAnswer;
}
