namespace JitBot.Core.Checkup;

/// <summary>What the settings name of the world outside, each with the place in the settings to be corrected if it is wrong.</summary>
public sealed record NamedInSettings(
    IReadOnlyList<NamedChannel> Channels,
    IReadOnlyList<NamedResource> Resources,
    IReadOnlyList<NamedApprover> Approvers,
    IReadOnlyList<NamedGroup> Groups);

/// <summary>A channel, and the settings that name it.</summary>
public sealed record NamedChannel(string Platform, string Id, string NamedBy);

/// <summary>A resource at a provider, and the entitlements that grant it.</summary>
public sealed record NamedResource(string Provider, string Id, string NamedBy)
{
    /// <summary>Whether people are signed out everywhere when they lose it.</summary>
    public bool SignsOut { get; init; }
}

/// <summary>A person who may decide, the policies that say so, and the providers whose resources these decide about.</summary>
public sealed record NamedApprover(string Email, IReadOnlyList<string> Providers, string NamedBy)
{
    /// <summary>The channels in which they are asked.</summary>
    public IReadOnlyList<NamedChannel> Channels { get; init; } = [];
}

/// <summary>A group in a rule, as <c>source:id</c>, and the policies that name it.</summary>
public sealed record NamedGroup(string Source, string Id, string NamedBy)
{
    /// <summary>Whether its members are approvers or operators by one of these rules.</summary>
    public bool MakesDeciders { get; init; }
}
