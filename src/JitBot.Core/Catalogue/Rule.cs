using System.Text.Json.Serialization;
using JitBot.Core.People;

namespace JitBot.Core.Catalogue;

/// <summary>
/// Who may ask or decide: everyone, one named person, the members of a group in some directory, or the requester's manager. The discriminators are the storage
/// format: never rename one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(Everyone), "everyone")]
[JsonDerivedType(typeof(Named), "person")]
[JsonDerivedType(typeof(Member), "group")]
[JsonDerivedType(typeof(ManagerOf), "manager")]
public abstract record Rule
{
    private Rule()
    {
    }

    /// <summary>Every active internal person.</summary>
    public sealed record Everyone : Rule;

    /// <summary>One person; settings write it <c>person:&lt;e-mail&gt;</c>, the log keeps the row's id so that no address stands in it.</summary>
    public sealed record Named(PersonId Person) : Rule;

    /// <summary>A group's members, asked from the group source called <paramref name="Source"/>; settings write it <c>source:id</c>.</summary>
    public sealed record Member(string Source, string Group) : Rule;

    /// <summary>
    /// Whoever is the requester's manager in the directory called <paramref name="Source"/> at that moment; settings write it <c>manager:source</c>. Who that is
    /// depends on the request, so the shell finds out when an actor is looked at.
    /// </summary>
    public sealed record ManagerOf(string Source) : Rule;
}
