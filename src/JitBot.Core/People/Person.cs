namespace JitBot.Core.People;

/// <summary>A human being as JitBot keeps them: one row, whatever the number of their accounts. The value is random and never reused.</summary>
public readonly record struct PersonId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>
/// How a line of the log names a person: the row, and the salted SHA-256 of "name &lt;e-mail&gt;" as it was then, so that the text can be
/// erased and the line still proves whom it meant.
/// </summary>
public sealed record PersonRef(PersonId Id, string Identity);

/// <summary>An account on a chat platform by its immutable ids; <paramref name="Tenant"/> is the workspace or organisation it belongs to.</summary>
public sealed record AccountId(string Platform, string Tenant, string Id)
{
    /// <inheritdoc />
    public override string ToString() => $"{Platform}/{Tenant}/{Id}";
}

/// <summary>A person's row with the texts that can be erased. <paramref name="Email"/> is lower case.</summary>
public sealed record Person(PersonId Id, string Email, string Name, string Identity)
{
    /// <summary>The form in which lines of the log name this person.</summary>
    public PersonRef Ref => new(Id, Identity);

    /// <summary>The text whose salted hash is <see cref="Identity"/>.</summary>
    public static string IdentityText(string name, string email) => $"{name} <{email}>";
}
