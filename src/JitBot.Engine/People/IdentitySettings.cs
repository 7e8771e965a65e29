using System.Text;
using JitBot.Core.Catalogue;
using JitBot.Core.Chat;
using JitBot.Core.People;
using JitBot.Core.Settings;
using JitBot.Engine.Catalogue;
using Microsoft.Extensions.Configuration;

namespace JitBot.Engine.People;

/// <summary>
/// Whose accounts count, and how long a new link waits for its rights. <paramref name="Domains"/> are those whose addresses may be linked (settings
/// key <c>Identity:Domains</c>; by default those of the people the catalogue names).
/// </summary>
public sealed record IdentitySettings(IReadOnlySet<string> Domains)
{
    /// <summary>
    /// For how long a new link gives neither account the other's rights (settings key <c>Identity:LinkCoolDown</c>).
    /// </summary>
    public TimeSpan LinkCoolDown { get; init; } = LinkingLimits.CoolDown;

    /// <summary>The section's name.</summary>
    public const string Section = "Identity";

    /// <summary>
    /// The settings, or null with the faults. Without a catalogue there is no default to judge. <paramref name="others"/> are addresses that other
    /// settings name.
    /// </summary>
    public static IdentitySettings? Read(
        IConfigurationSection section, CatalogueDraft? catalogue, out IReadOnlyList<SettingsFault> faults, IEnumerable<string>? others = null)
    {
        var reader = new SettingsReader(Section, section.AsEnumerable(makePathsRelative: true));
        var named = reader.ListOfValues("Domains").Select(reader.Optional).OfType<string>().ToList();
        foreach (var wrong in named.Where(domain => domain.Contains('@') || !domain.Contains('.')))
            reader.Fault("Domains", $"has {wrong}, which is not a domain; write example.com");
        var domains = named.Count > 0 ? named : catalogue?.Addresses().Concat(others ?? []).Select(DomainOf).OfType<string>() ?? [];
        var settings = new IdentitySettings(domains.Select(domain => domain.ToLowerInvariant()).ToHashSet()) { LinkCoolDown = ReadCoolDown(reader) };
        if (catalogue is not null && settings.Domains.Count == 0)
            reader.Fault("Domains", "is missing, and no policy names a person whose domain could be taken; list the domains of your people's e-mail addresses");
        faults = reader.Faults();
        return faults.Count == 0 ? settings : null;
    }

    private static TimeSpan ReadCoolDown(SettingsReader reader)
    {
        if (reader.Optional("LinkCoolDown") is not { } text)
            return LinkingLimits.CoolDown;
        if (Spans.Read(text) is { } span && span >= LinkingLimits.ShortestCoolDown && span <= LinkingLimits.LongestCoolDown)
            return span;
        reader.Fault("LinkCoolDown", $"is {text}; write a length from 1h to 30d, such as 1d or 12h");
        return LinkingLimits.CoolDown;
    }

    /// <summary>
    /// Whether an account may be linked by this address: it is in one of the domains; subdomains do not count. Letters beyond ASCII can look, and fold, like
    /// others: an address with them names nobody here.
    /// </summary>
    public bool Allows(string email) => Ascii.IsValid(email) && DomainOf(email) is { } domain && Domains.Contains(domain);

    /// <summary>
    /// Why whoever has this address is turned away, and what would be right; null if they are not. An account that was linked before stays linked, whatever is said
    /// here.
    /// </summary>
    public Because? TurnsAway(string email)
    {
        const string So = "so no new account is linked to it";
        if (Allows(email))
            return null;
        return Ascii.IsValid(email)
            ? new Because(Told.No, $"the address is in none of {Section}:Domains ({string.Join(", ", Domains.Order(StringComparer.Ordinal))}), {So}", $"add {DomainOf(email)} to {Section}:Domains")
            : new Because(Told.No, $"the address has letters beyond ASCII, which can look like others, {So}", "give an address without them");
    }

    /// <summary>What stands behind the last @, lower case; null for what is no address.</summary>
    public static string? DomainOf(string email)
    {
        var at = email.LastIndexOf('@');
        return at > 0 && at < email.Length - 1 ? email[(at + 1)..].ToLowerInvariant() : null;
    }
}
