using System.Text.RegularExpressions;
using JitBot.Core.Holdings;
using JitBot.Core.Operations;

namespace JitBot.Providers.Entra;

/// <summary>
/// What Graph's errors mean for a membership (https://learn.microsoft.com/graph/errors): certainly nothing happened, perhaps something
/// happened, or it will never happen until a human changes something.
/// </summary>
internal static partial class EntraAnswers
{
    /// <summary>
    /// How Graph names a tenant whose licence keeps no sign-ins (https://learn.microsoft.com/graph/api/signin-list): a fact and not a right
    /// that is missing.
    /// </summary>
    public const string NoLicence = "Authentication_RequestFromNonPremiumTenantOrB2CTenant";

    /// <summary>
    /// Graph has one code for every bad request; the text tells the one that is none: "One or more added object references already exist
    /// for the following modified properties: 'members'." (https://learn.microsoft.com/graph/api/group-post-members).
    /// </summary>
    public static bool SaysAlreadyThere(GraphReply.Refused refused) =>
        refused.Message.Contains("already exist", StringComparison.OrdinalIgnoreCase);

    /// <summary>The meaning of everything but success, "already there" and 404, for a call that changes something.</summary>
    public static ProviderAnswer OfMutation(GraphReply reply) => reply switch
    {
        GraphReply.NotSent notSent => new ProviderAnswer.NotDone(notSent.What, notSent.Wait, IsBooked: notSent.Wait is not null),
        GraphReply.Lost(var what) => new ProviderAnswer.Unclear(what),
        GraphReply.Refused { Status: 429 } refused =>
            new ProviderAnswer.NotDone($"Graph asks for fewer calls ({refused.Name}).", refused.RetryAfter),
        GraphReply.Refused { Status: 401 } refused => new ProviderAnswer.NotDone($"Graph did not take our token ({refused.Name})."),
        GraphReply.Refused { Status: 403 } refused => new ProviderAnswer.Impossible(NeedsRight(refused)),
        GraphReply.Refused { Status: 404 } => new ProviderAnswer.Impossible("Graph knows no such group or user (404)"),

        // The directory is being changed by somebody else at the same place, or is read-only for a moment: nothing was written.
        GraphReply.Refused { Status: 409 or 412 or 423 } refused =>
            new ProviderAnswer.NotDone($"Graph was busy with this group ({refused.Name}).", refused.RetryAfter),

        // Redirects are not followed: they would carry the token elsewhere.
        GraphReply.Refused { Status: >= 300 and < 400 } refused =>
            new ProviderAnswer.Impossible($"Graph answered with a redirect ({refused.Name}): check Entra:GraphBaseUrl"),
        GraphReply.Refused { Status: 408 or >= 500 or < 300 } refused =>
            new ProviderAnswer.Unclear($"Graph failed ({refused.Name}).", refused.RetryAfter),
        GraphReply.Refused refused => new ProviderAnswer.Impossible($"Graph refuses ({refused.Name}): {refused.Message}"),
        _ => throw new InvalidOperationException($"Not a fault: {reply}."),
    };

    /// <summary>The same for a call that changes nothing: it never leaves anything unclear.</summary>
    public static ProviderAnswer OfRead(GraphReply reply) => reply switch
    {
        GraphReply.Refused { Status: 403 } refused => new ProviderAnswer.Impossible(NeedsReadRight(refused)),
        _ => OfMutation(reply) switch
        {
            ProviderAnswer.Unclear(var what, var wait) => new ProviderAnswer.NotDone(what, wait),
            var answer => answer,
        },
    };

    /// <summary>The same in words and a wait, for questions about people and groups.</summary>
    public static (string What, TimeSpan? RetryAfter) InWords(GraphReply reply) => OfRead(reply) switch
    {
        ProviderAnswer.NotDone notDone => (notDone.What, notDone.RetryAfter),
        ProviderAnswer.Impossible(var why) => (why, null),
        var answer => throw new InvalidOperationException($"Not a fault: {answer}."),
    };

    /// <summary>
    /// Says whether the door answered and our credential opened it. A right may be missing for one address alone (a protected group), so it is told by the
    /// address; the id of a user is left out of it. No token, or one that is not taken, is the whole credential's trouble.
    /// </summary>
    public static void Report(DoorWitness doors, string call, GraphReply reply)
    {
        call = UserId().Replace(call, "/$1/…");
        switch (reply)
        {
            case GraphReply.Ok or GraphReply.Refused { Status: 404 or 400 or 409 } or GraphReply.Refused { Code: NoLicence }:
                doors.LetIn(EntraProvider.ProviderName, call);
                break;
            case GraphReply.NotSent { IsRefusal: false, Wait: null } or GraphReply.Lost or GraphReply.Refused { Status: 408 or >= 500 }:
                doors.Unreached(EntraProvider.ProviderName, call, InWords(reply).What);
                break;
            case GraphReply.NotSent { IsRefusal: true } refusal:
                doors.Refused(EntraProvider.ProviderName, DoorWitness.Everything, refusal.What);
                break;
            case GraphReply.Refused { Status: 401 }:
                doors.Refused(EntraProvider.ProviderName, DoorWitness.Everything, ((ProviderAnswer.NotDone)OfMutation(reply)).What);
                break;
            case GraphReply.Refused { Status: 403 } refused:
                doors.Refused(EntraProvider.ProviderName, call, Needs(call, refused) + ".");
                break;
        }
    }

    private static string Needs(string call, GraphReply.Refused refused)
    {
        if (call.Contains("/auditLogs/", StringComparison.Ordinal))
            return $"Graph does not allow JitBot to read its logs ({refused.Name}): its app needs AuditLog.Read.All";
        if (call.EndsWith("/revokeSignInSessions", StringComparison.Ordinal))
            return NeedsSignOutRight(refused);
        return call.StartsWith("GET", StringComparison.Ordinal) || call.EndsWith("MemberGroups", StringComparison.Ordinal) ? NeedsReadRight(refused) : NeedsRight(refused);
    }

    /// <summary>What is missing where people are to be signed out everywhere; no sentence's end.</summary>
    public static string NeedsSignOutRight(GraphReply.Refused refused) =>
        $"Graph does not allow JitBot to sign people out ({refused.Name}): its app needs User.RevokeSessions.All";

    private static string NeedsRight(GraphReply.Refused refused) => $"Graph does not allow JitBot to change this group ({refused.Name}): "
        + "its app needs GroupMember.ReadWrite.All or must own the group, and can never change a protected group";

    private static string NeedsReadRight(GraphReply.Refused refused) => $"Graph does not allow JitBot to read this ({refused.Name}): "
        + "its app needs GroupMember.Read.All or more, and User.Read.All";

    /// <summary>The id of a person in an address: which membership it is about does not matter to the right.</summary>
    [GeneratedRegex("/(users|members)/[0-9a-f-]{36}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UserId();
}
