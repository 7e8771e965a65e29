using JitBot.Core.People;

namespace JitBot.Core;

/// <summary>Whoever keeps accounts, a directory or a chat platform, and says of one by its immutable id whether it is in use.</summary>
public interface IPresenceSource
{
    /// <summary>The name of the provider or platform, as in <see cref="AccountId.Platform"/>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether the account is in use now. <see cref="PresenceAnswer.Gone"/> only where the source says in so many words that it is not: an error, a limit or an
    /// answer nobody understands is <see cref="PresenceAnswer.NotNow"/>, a right that is missing <see cref="PresenceAnswer.Unknown"/>.
    /// </summary>
    Task<PresenceAnswer> LookAsync(AccountId account, CancellationToken ct);
}
