using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JitBot.Core.Access;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Faults;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>
/// Teams as the Bot Connector shows it (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference): the
/// calls we make, errors by their names, and no list of earlier messages.
/// </summary>
internal sealed partial class TeamsDoor(SimWorld world) : IDoor
{
    public const string Platform = "Teams";
    public const string Tenant = "44444444-0000-4000-8000-000000000000";

    /// <summary>Where all cards stand.</summary>
    public const string Channel = "19:approvers@thread.tacv2";

    private const string Personal = "a:";
    private const string ThreadMark = ";messageid=";
    private const string Visitor = "guest";
    private const string Member = "user";

    /// <summary>What older clients and services still take; a card of ours above it is a mistake of ours.</summary>
    private const int MostBytes = 28 * 1024;

    private int _whispers;

    public WireFaults Faults { get; } = new(Fault.ChatFailsBefore, Fault.ChatFailsAfter, Throttles: Fault.ChatThrottles);

    public bool IsDown => false;

    /// <summary>We were taken out of the channel.</summary>
    public bool IsShut { get; set; }

    /// <summary>The personal chat of an account.</summary>
    public static string PersonalChat(SimPerson person) => $"{Personal}{person.Name}";

    public HttpResponseMessage Answer(WireCall call) => (call.Method, call.Segments.Select(Uri.UnescapeDataString).ToArray()[2..]) switch
    {
        ("POST", [_]) => Open(JsonNode.Parse(call.Body)!["members"]![0]!["id"]!.GetValue<string>()),
        (_, [_, var chat, ..]) when IsShut && chat.StartsWith(Channel, StringComparison.Ordinal) => Error(403, "BotNotInConversationRoster"),
        ("GET", [_, _, "members", var id]) => Found(id),
        ("POST", [_, var chat, "activities"]) => Post(call, chat, chat.IndexOf(ThreadMark, StringComparison.Ordinal) is >= 0 and var at ? chat[(at + ThreadMark.Length)..] : null),
        ("POST", [_, var chat, "activities", var card]) => Post(call, chat, card),
        ("PUT", [_, _, "activities", var id]) => world.Messages.Find(id) is { } message ? Shown(message, call) : Gone(),
        ("DELETE", [_, _, "activities", var id]) => Delete(id),
        _ => Error(400, "BadSyntax"),
    };

    public HttpResponseMessage Throttled(TimeSpan? wait) => world.Dice.Below(3) switch
    {
        0 => Error(412, "PreconditionFailed"),
        1 => Error(502, "ServiceError"),
        _ => Error(429, "Throttled").RetryAfter(wait),
    };

    public HttpResponseMessage Refused() => Error(403, "BotDisabledByAdmin");

    public bool Changes(WireCall call) => call.Method != "GET";

    private HttpResponseMessage Open(string account) => world.People.All.FirstOrDefault(person => person.TeamsAccount == account) is { IsDeactivated: false } person
        ? WireAnswer.Json(new JsonObject { ["id"] = PersonalChat(person) }, 201)
        : Error(403, "ForbiddenOperationException");

    private HttpResponseMessage Found(string id) => world.People.All.FirstOrDefault(each => each.TeamsAccount == id) is { IsDeactivated: false } person
        ? WireAnswer.Json(new JsonObject
        {
            ["id"] = TeamsActivities.IdOf(person),
            ["name"] = person.Name,
            ["userPrincipalName"] = person.Email,
            ["tenantId"] = Tenant,
            ["aadObjectId"] = person.TeamsAccount,
            ["userRole"] = person.Barred == Refusal.Guest ? Visitor : Member,
        })
        : Error(404, "MemberNotFoundInConversation");

    private HttpResponseMessage Post(WireCall call, string chat, string? card)
    {
        if (IsTooLarge(call))
            return Error(413, "MessageSizeTooBig");
        if (call.Drawing is not { } drawing)
            return Whispered(call.Body, chat);
        return card is not null && world.Messages.Find(card) is null ? Gone() : Shown(world.Messages.Add(drawing), call, 201);
    }

    private HttpResponseMessage Shown(SimMessage message, WireCall call, int status = 200)
    {
        if (IsTooLarge(call))
            return Error(413, "MessageSizeTooBig");
        world.Show(null, message, call.Drawing!);
        return WireAnswer.Json(new JsonObject { ["id"] = message.Id }, status);
    }

    private HttpResponseMessage Delete(string id)
    {
        if (world.Messages.Find(id) is null)
            return Gone();
        world.Messages.Delete(id);
        return WireAnswer.Json(new JsonObject());
    }

    /// <summary>What is for one person alone. Whoever reads a code there goes on from it.</summary>
    private HttpResponseMessage Whispered(string body, string chat)
    {
        if (Code().Match(body) is { Success: true } code && world.People.All.FirstOrDefault(person => PersonalChat(person) == chat) is { } reader)
            world.People.Read(reader, code.Value);
        return WireAnswer.Json(new JsonObject { ["id"] = $"w{++_whispers}" }, 201);
    }

    private static bool IsTooLarge(WireCall call) => Encoding.UTF8.GetByteCount(call.Body) > MostBytes;

    private static HttpResponseMessage Gone() => Error(404, "ActivityNotFoundInConversation");

    private static HttpResponseMessage Error(int status, string code) =>
        WireAnswer.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "simulated" } }, status);

    [GeneratedRegex("(?<=Your code is [^a-z0-9]{0,40}.{0,200})[a-z0-9]{5}-[a-z0-9]{5}")]
    private static partial Regex Code();
}
