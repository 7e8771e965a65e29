using JitBot.Core.Holdings;

namespace JitBot.Core;

/// <summary>A directory that knows who is whose manager, so that rules may say <c>manager:source</c>.</summary>
public interface IManagerSource
{
    /// <summary>The word behind the colon in a rule.</summary>
    string Source { get; }

    /// <summary>The provider in whose accounts it answers, as the catalogue writes it.</summary>
    string Provider { get; }

    /// <summary>
    /// The account of the manager of the person with this e-mail: exactly one, active and internal, and not the person's own. Nobody, with why in words about
    /// the person whose manager it would be, if there is none or it cannot be resolved.
    /// </summary>
    Task<SubjectAnswer> FindManagerAsync(string email, CancellationToken ct);
}
