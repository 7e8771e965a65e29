using JitBot.Core;
using JitBot.Core.Access;

namespace JitBot.Engine.Tests;

/// <summary>A provider's log that answers as it is told.</summary>
internal sealed class ToldEvidence : IEvidenceSource
{
    public string Provider => "Directory";

    /// <summary>What it answers.</summary>
    public EvidenceAnswer Answer { get; set; } = new EvidenceAnswer.Found(Evidence.Of(["Sign-in: Console"], isCut: false));

    /// <summary>What it was asked for.</summary>
    public List<(string Subject, DateTimeOffset From, DateTimeOffset Until)> Asked { get; } = [];

    public Task<EvidenceAnswer> ReadAsync(string subject, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        Asked.Add((subject, from, until));
        return Task.FromResult(Answer);
    }
}
