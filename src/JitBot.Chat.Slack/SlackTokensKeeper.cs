using System.Net.Http.Headers;
using System.Text;
using JitBot.Core.Operations;
using Microsoft.Extensions.Logging;

namespace JitBot.Chat.Slack;

/// <summary>
/// Renews the bot's token, one at a time: nothing is spent while what comes for it could not be kept, and what came is used only when it is
/// kept.
/// </summary>
internal sealed partial class SlackTokensKeeper(
    SlackOptions options, SlackTokensFile file, SlackWire wire, DoorWitness doors, TimeProvider time, ILogger<SlackTokensKeeper> log) : IDisposable
{
    private readonly SlackTokensOptions _client = options.Rotation ?? throw new InvalidOperationException("Token rotation is off.");
    private readonly SemaphoreSlim _one = new(1);
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private SlackTokensPair? _unkept;
    private volatile string? _worked;
    private volatile SlackTokensPair _pair = SlackTokensPlan.Begin(file.Read(), SlackTokensPair.Of(options));

    /// <summary>The access token to use now.</summary>
    public string Access => _pair.Access;

    /// <summary>Slack has taken this access token: nobody needs the refresh token before it any more.</summary>
    public void Worked(string access) => _worked = access;

    /// <summary>Renews the token if it is time.</summary>
    public Task LookAsync() => AloneAsync(() => SlackTokensPlan.At(_pair, time.GetUtcNow()) == SlackTokensStep.Refresh);

    /// <summary>
    /// Whether there is another token than the one that has ended. Who is called off leaves; the renewal goes on, since Slack has perhaps
    /// answered already.
    /// </summary>
    public async Task<bool> RenewAsync(string ended, CancellationToken ct)
    {
        await AloneAsync(() => _pair.Access == ended).WaitAsync(ct);
        return _pair.Access != ended;
    }

    public void Dispose() => _one.Dispose();

    private async Task AloneAsync(Func<bool> isDue)
    {
        await _one.WaitAsync(CancellationToken.None);
        try
        {
            await WorkAsync(isDue);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task WorkAsync(Func<bool> isDue)
    {
        if (_unkept is { } waiting)
            Take(waiting);
        else if (_pair.Previous is not null && _worked == _pair.Access && file.Keep(_pair.Proven()))
            _pair = _pair.Proven();
        if (_unkept is null && isDue() && time.GetUtcNow() >= _notBefore)
            await RenewAsync();
    }

    private async Task RenewAsync()
    {
        if (!file.Keep(_pair))
        {
            _notBefore = time.GetUtcNow() + SlackTokensPlan.Every;
            return;
        }

        var (spent, answer) = (_pair.Refresh, await AskAsync(_pair.Refresh));
        if (answer.Error is { } error && SlackTokensPlan.After(_pair, spent, error) == SlackTokensStep.FallBack)
            (spent, answer) = (_pair.Previous!, await AskAsync(_pair.Previous!));
        if (Read(answer, spent) is { } next)
            Take(next);
        else
            Fail(answer, spent);
    }

    private Task<SlackAnswer> AskAsync(string refresh)
    {
        var proof = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_client.ClientId}:{_client.ClientSecret}"));
        var form = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", refresh)]);
        return wire.AskAsync(SlackTokensPlan.Method, form, new AuthenticationHeaderValue("Basic", proof), CancellationToken.None);
    }

    private SlackTokensPair? Read(SlackAnswer answer, string spent) =>
        answer.IsOk && answer.Text("access_token") is { } access && answer.Text("refresh_token") is { } refresh
        && SlackJson.Number(answer.Body["expires_in"]) is { } seconds
            ? _pair.FollowedBy(access, refresh, time.GetUtcNow() + TimeSpan.FromSeconds(seconds), spent)
            : null;

    private void Take(SlackTokensPair next)
    {
        if (!file.Keep(next))
        {
            _unkept = next;
            return;
        }

        (_pair, _unkept) = (next, null);
        doors.LetIn(SlackChat.PlatformName, SlackTokensPlan.Method);
        Log.Renewed(log, next.EndsAt);
    }

    private void Fail(SlackAnswer answer, string spent)
    {
        var error = answer.Error ?? SlackAnswer.Unreadable;
        var step = SlackTokensPlan.After(_pair, spent, error);
        _notBefore = time.GetUtcNow() + SlackTokensPlan.Pause(step, answer.RetryAfter);
        if (SlackTokensPlan.Todo(error) is not { } todo)
        {
            Log.NotNow(log, error, _pair.EndsAt);
            return;
        }

        doors.Refused(SlackChat.PlatformName, SlackTokensPlan.Method, $"{SlackTokensPlan.Method} is answered with {error}. {todo}");
        Log.Refused(log, error, _pair.EndsAt, todo);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Slack's bot token was renewed; it is good until {EndsAt}")]
        public static partial void Renewed(ILogger log, DateTimeOffset? endsAt);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack's bot token could not be renewed and is tried again: {Error}. The present one is good until {EndsAt}")]
        public static partial void NotNow(ILogger log, string error, DateTimeOffset? endsAt);

        [LoggerMessage(Level = LogLevel.Error, Message = "Slack's bot token cannot be renewed: {Error}. The present one is good until {EndsAt}. {Todo}")]
        public static partial void Refused(ILogger log, string error, DateTimeOffset? endsAt, string todo);
    }
}
