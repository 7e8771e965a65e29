using System.Text.Json.Serialization;

namespace JitBot.Core.Holdings;

/// <summary>What a holding reports to a request that claims it. The discriminators are the storage format: never rename one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "news")]
[JsonDerivedType(typeof(Confirmed), "confirmed")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Delayed), "delayed")]
[JsonDerivedType(typeof(Gone), "gone")]
[JsonDerivedType(typeof(Reappeared), "reappeared")]
public abstract record HoldingNews
{
    private HoldingNews()
    {
    }

    /// <summary>The provider confirmed the membership at <paramref name="Since"/>; <paramref name="Standing"/> if it was there before us.</summary>
    public sealed record Confirmed(bool Standing, DateTimeOffset Since) : HoldingNews;

    /// <summary>The provider will not grant it.</summary>
    public sealed record Failed(string Why) : HoldingNews;

    /// <summary>The removal does not get through; it goes on being tried.</summary>
    public sealed record Delayed(string What) : HoldingNews;

    /// <summary>
    /// Nothing of ours is left: <see cref="Leaving.Removed"/> after absence was read back, or the reason why there was nothing to remove.
    /// </summary>
    public sealed record Gone(Leaving How) : HoldingNews;

    /// <summary>A read long after the removal found a membership again.</summary>
    public sealed record Reappeared(bool RemovedAgain) : HoldingNews;

    /// <summary>A short name, unique per kind.</summary>
    [JsonIgnore]
    public string Kind => GetType().Name;

    /// <summary>Whether the news belongs to the end of access.</summary>
    [JsonIgnore]
    public bool EndsAccess => this is not (Confirmed or Failed);
}

/// <summary>How a membership came to be no longer ours. The names stand in the log.</summary>
public enum Leaving
{
    /// <summary>We removed it and read back that it is gone.</summary>
    Removed,

    /// <summary>It was gone already when we came to remove it, and that was read back.</summary>
    WasGone,

    /// <summary>It was there before us and stays.</summary>
    Standing,

    /// <summary>Another grant still needs it, so it stays until that one ends.</summary>
    StillNeeded,

    /// <summary>It was never added.</summary>
    NeverAdded,

    /// <summary>We removed what we had added; a membership is there again that somebody else made.</summary>
    AddedByOthers,
}
