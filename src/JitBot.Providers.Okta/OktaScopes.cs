namespace JitBot.Providers.Okta;

/// <summary>What became of the scopes that were tried one by one; those in neither list were not tried.</summary>
internal sealed record OktaScopes(IReadOnlyList<string> Granted, IReadOnlyList<string> Refused)
{
    /// <summary>What JitBot cannot do without, and was refused.</summary>
    public IReadOnlyList<string> Missing => [.. OktaRights.Needed.Where(Refused.Contains)];

    /// <summary>Whether all were tried.</summary>
    public bool WereAllTried => Granted.Count + Refused.Count == OktaRights.Needed.Count + OktaRights.Dangerous.Count;
}
