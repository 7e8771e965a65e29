using System.Diagnostics.CodeAnalysis;

namespace JitBot.Providers.Entra;

/// <summary>Object ids of Entra ID: GUIDs with hyphens and nothing else, so that no id can bend an address.</summary>
internal static class EntraId
{
    public const string NotAGroup = "this is not the object id of an Entra ID group; a GUID is needed";
    public const string NotAUser = "this is not the object id of an Entra ID user; a GUID is needed";

    /// <summary>Reads an id; false if it is none.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, out Guid id) => Guid.TryParseExact(text, "D", out id);
}
