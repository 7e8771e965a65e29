using JitBot.Core;
using JitBot.Core.OnCall;

namespace JitBot.Engine.Tests;

/// <summary>A source of on-call schedules that answers as it is told.</summary>
internal sealed class ToldOnCall : IOnCallSource
{
    public const string SourceName = "rota";

    public string Source => SourceName;

    /// <summary>Its answer to every question.</summary>
    public OnCallAnswer Answer { get; set; } = new OnCallAnswer.Told(OnCallRoster.Of([]));

    /// <summary>Whether it never answers, not even when nobody waits any more.</summary>
    public bool Hangs { get; set; }

    /// <summary>From now on these are on call.</summary>
    public void Fill(params IEnumerable<string> emails) => Answer = new OnCallAnswer.Told(OnCallRoster.Of(emails.Select(email => new OnCallPerson(email, email, email.Split('@')[0]))));

    public string? Fault(string group) => null;

    public Task<OnCallAnswer> ListAsync(string schedule, CancellationToken ct) => Hangs ? new TaskCompletionSource<OnCallAnswer>().Task : Task.FromResult(Answer);
}
