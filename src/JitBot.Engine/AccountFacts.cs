using JitBot.Core.Access;
using JitBot.Core.People;

namespace JitBot.Engine;

/// <summary>
/// What a chat platform says about the account behind a gesture. <paramref name="Barred"/> is set when the account can never count: guest,
/// stranger, bot, deactivated. <paramref name="Email"/> is null when the platform shows none; <paramref name="EmailConfirmed"/> is null
/// when it does not say whether it is confirmed.
/// </summary>
public sealed record AccountFacts(AccountId Account, string Name, string? Email, bool? EmailConfirmed, Refusal? Barred)
{
    /// <summary>The clock its owner lives by, where the platform says it with the account.</summary>
    public LocalClock? Clock { get; init; }

    /// <summary>Nobody: what was typed for a person names none whom we can look at.</summary>
    public static AccountFacts Nobody(string platform, string typed) => new(new AccountId(platform, "", typed), typed, null, null, Refusal.UnknownAccount);
}
