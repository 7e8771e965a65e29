using JitBot.Core;
using JitBot.Core.Access;

namespace JitBot.Engine.Tests;

/// <summary>A provider that signs people out, or answers as it is told.</summary>
internal sealed class ToldSessions(TimeProvider clock) : ISessionEnder
{
    public string Provider => "Directory";

    /// <summary>What it answers.</summary>
    public SignOutAnswer Answer { get; set; } = new SignOutAnswer.Done();

    /// <summary>Who was to be signed out, and when.</summary>
    public List<(string Subject, DateTimeOffset At)> Asked { get; } = [];

    public Task<SignOutAnswer> SignOutAsync(string subject, CancellationToken ct)
    {
        Asked.Add((subject, clock.GetUtcNow()));
        return Task.FromResult(Answer);
    }
}
