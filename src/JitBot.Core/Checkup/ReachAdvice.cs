namespace JitBot.Core.Checkup;

/// <summary>What to do about a door that does not answer. On this machine itself there is no TLS to ask for and no network between.</summary>
public static class ReachAdvice
{
    /// <summary>The step, for these addresses; <paramref name="otherwise"/> is what to do if they are wrong.</summary>
    public static string For(string otherwise, params Uri[] addresses)
    {
        var far = addresses.Where(address => !address.IsLoopback).Select(address => address.Host).ToList();
        var near = addresses.Where(address => address.IsLoopback).Select(address => address.GetLeftPart(UriPartial.Authority)).ToList();
        var steps = new List<string>();
        if (far.Count > 0)
            steps.Add($"let this machine reach {string.Join(" and ", far)} over https");
        if (near.Count > 0)
            steps.Add($"start what should answer at {string.Join(" and ", near)}");
        return $"{string.Join(", ", steps)}, or {otherwise}";
    }
}
