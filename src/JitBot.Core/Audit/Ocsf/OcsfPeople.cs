using System.Text.Json;

namespace JitBot.Core.Audit.Ocsf;

/// <summary>People as the schema names them: https://schema.ocsf.io/1.7.0/objects/user. Somebody who was forgotten is an id and nothing else.</summary>
internal static class OcsfPeople
{
    /// <summary>The hash of who somebody is, under which their name stands beside the log.</summary>
    public static string? IdentityOf(JsonElement? person) => Row(person).Field("identity").Words();

    /// <summary>Whether this names somebody: a person, an account, or both.</summary>
    public static bool IsSomebody(JsonElement? person) => IdOf(person) is not null || AccountOf(person) is not null;

    /// <summary>Writes a user; <paramref name="subject"/> is who they are at the provider, if that is known.</summary>
    public static void Write(Utf8JsonWriter json, string name, JsonElement? person, string? subject, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        if (IdOf(person) is { } id)
            json.WriteString("uid", id);
        if (subject is not null)
            json.WriteString("uid_alt", subject);
        if (IdentityOf(person) is { } identity && texts.TryGetValue(identity, out var text))
            WriteName(json, text);
        if (AccountOf(person) is { } account)
        {
            json.WriteStartObject("account");
            json.WriteString("uid", account);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The text is as <see cref="People.Person.IdentityText"/> made it; any other is a name.</summary>
    private static void WriteName(Utf8JsonWriter json, string text)
    {
        var mail = text.LastIndexOf(" <", StringComparison.Ordinal);
        if (mail < 0 || !text.EndsWith('>'))
        {
            json.WriteString("name", text);
            return;
        }

        var address = text[(mail + 2)..^1];
        json.WriteString("name", address);
        json.WriteString("full_name", text[..mail]);
        json.WriteString("email_addr", address);
    }

    private static JsonElement? Row(JsonElement? person) => person.Field("person") ?? person;

    private static string? IdOf(JsonElement? person) => person.Field("platform") is null ? Row(person).Field("id").Words() : null;

    /// <summary>An account in the chat, which has a platform, and stands alone where nobody knows whose it is.</summary>
    private static string? AccountOf(JsonElement? person)
    {
        var account = person.Field("account") ?? person;
        return account.Field("platform").Words() is { } platform ? $"{platform}/{account.Field("tenant").Words()}/{account.Field("id").Words()}" : null;
    }
}
