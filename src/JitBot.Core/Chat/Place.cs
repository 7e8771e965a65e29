using System.Text.Json.Serialization;
using JitBot.Core.People;

namespace JitBot.Core.Chat;

/// <summary>
/// Where a card can stand: a channel of a chat platform, or a person's direct messages there. The discriminators are the storage format:
/// never rename one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "place")]
[JsonDerivedType(typeof(Channel), "channel")]
[JsonDerivedType(typeof(Direct), "direct")]
public abstract record Place(string Platform)
{
    /// <summary>A channel by the platform's own id.</summary>
    public sealed record Channel(string Platform, string Id) : Place(Platform);

    /// <summary>A person's direct messages; the platform finds the account by the person's row.</summary>
    public sealed record Direct(string Platform, PersonId Person) : Place(Platform);

    /// <summary>A short key, unique per place, used to name effects and cards.</summary>
    [JsonIgnore]
    public string Key => this switch
    {
        Channel c => $"{c.Platform}/channel/{c.Id}",
        Direct d => $"{d.Platform}/direct/{d.Person}",
        _ => throw new InvalidOperationException($"A place nobody knows: {this}."),
    };
}

/// <summary>A message we posted, by the platform's own ids.</summary>
public sealed record MessageRef(string Platform, string Channel, string Message);
