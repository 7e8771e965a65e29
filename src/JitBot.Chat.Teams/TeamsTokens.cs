using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;

namespace JitBot.Chat.Teams;

/// <summary>The token that all calls come with. Azure.Identity keeps it until shortly before its end.</summary>
internal sealed partial class TeamsTokens(TokenCredential credential, string scope)
{
    /// <summary>The token, or null with the reason, which holds no secret: the code that Entra ID gives, or else the kind of failure.</summary>
    public async Task<(string? Token, string Why)> GetAsync(CancellationToken ct)
    {
        try
        {
            return ((await credential.GetTokenAsync(new TokenRequestContext([scope]), ct)).Token, "");
        }
        catch (AuthenticationFailedException fault)
        {
            return (null, SignInCode().Match($"{fault.Message} {fault.InnerException?.Message}") is { Success: true } code ? code.Value : "the sign-in could not be reached");
        }
    }

    /// <summary>Whether it is a human who must change something: Entra ID itself has said no.</summary>
    public static bool IsRefusal(string why) => SignInCode().IsMatch(why);

    [GeneratedRegex("AADSTS[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex SignInCode();
}
