using JitBot.Core;
using JitBot.Core.Holdings;

namespace JitBot.Engine.Tests;

/// <summary>A directory that knows managers as it is told.</summary>
internal sealed class ToldManagers(ToldProvider provider) : IManagerSource
{
    public const string SourceName = "told";

    public string Source => SourceName;

    public string Provider => provider.Name;

    /// <summary>Whose manager is who, by address.</summary>
    public Dictionary<string, string> Of { get; } = [];

    /// <summary>Whether it answers nobody.</summary>
    public bool IsSilent { get; set; }

    public Task<SubjectAnswer> FindManagerAsync(string email, CancellationToken ct) => Task.FromResult<SubjectAnswer>(
        IsSilent ? new SubjectAnswer.NotNow("It is down.")
        : Of.TryGetValue(email, out var manager) ? new SubjectAnswer.Found(provider.Subject(manager))
        : new SubjectAnswer.NotFound("nobody"));
}
