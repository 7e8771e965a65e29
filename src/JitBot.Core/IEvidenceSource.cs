using JitBot.Core.Access;

namespace JitBot.Core;

/// <summary>A provider's own log, in which stands what a person did while a grant was in force. It is only read.</summary>
public interface IEvidenceSource
{
    /// <summary>The provider's name as the catalogue writes it.</summary>
    string Provider { get; }

    /// <summary>
    /// What the subject did from <paramref name="from"/> until <paramref name="until"/>, both included, and nobody else, within
    /// <see cref="IAccessProvider.CallBudget"/>.
    /// </summary>
    Task<EvidenceAnswer> ReadAsync(string subject, DateTimeOffset from, DateTimeOffset until, CancellationToken ct);
}
