using JitBot.Core.Access;

namespace JitBot.Core;

/// <summary>A provider that can end all sessions a person has with it, so that they have to sign in again, without what they have lost.</summary>
public interface ISessionEnder
{
    /// <summary>The provider's name as the catalogue writes it.</summary>
    string Provider { get; }

    /// <summary>
    /// Signs the subject out everywhere, within <see cref="IAccessProvider.CallBudget"/>. To do it twice does no harm but that they sign in twice, so whoever got no
    /// answer asks again.
    /// </summary>
    Task<SignOutAnswer> SignOutAsync(string subject, CancellationToken ct);
}
