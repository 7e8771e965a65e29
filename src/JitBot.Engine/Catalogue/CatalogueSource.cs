using JitBot.Core.Settings;

namespace JitBot.Engine.Catalogue;

/// <summary>The catalogue as the settings have it at this moment, or null with the faults; <paramref name="Raw"/> is the SHA-256 of its keys and values as they stand there.</summary>
public sealed record CatalogueRead(CatalogueDraft? Draft, IReadOnlyList<SettingsFault> Faults, string Raw);

/// <summary>
/// Where the catalogue is read again from while the process runs. <paramref name="Stamp"/> changes when the settings' files do, and costs nothing to ask
/// for. Both are the host's.
/// </summary>
public sealed record CatalogueSource(Func<CatalogueRead> Read, Func<string> Stamp)
{
    /// <summary>Settings that never change.</summary>
    public static CatalogueSource Fixed(CatalogueDraft draft) => new(() => new CatalogueRead(draft, [], ""), () => "");
}
