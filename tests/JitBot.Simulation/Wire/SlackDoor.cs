using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Faults;
using JitBot.Simulation.People;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>The chat as Slack's Web API shows it (https://docs.slack.dev/apis/web-api): the methods we call, and the marks messages carry.</summary>
internal sealed class SlackDoor(SimWorld world) : IDoor
{
    /// <summary>Where all cards stand.</summary>
    public const string CardChannel = "C1";

    private const string Bot = "B0JITBOT";
    private readonly List<Post> _posts = [];

    public WireFaults Faults { get; } = new(Fault.ChatFailsBefore, Fault.ChatFailsAfter);

    public bool IsDown => false;

    public HttpResponseMessage Answer(WireCall call) => WireAnswer.Json(call.Segments[^1] switch
    {
        "auth.test" => new JsonObject { ["ok"] = true, ["team_id"] = "T1", ["user_id"] = "U0JITBOT", ["bot_id"] = Bot },
        "conversations.open" => new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = $"D-{Argument(call, "users")}" } },
        "chat.postMessage" => PostMessage(call),
        "chat.update" => Update(call),
        "views.publish" => Publish(call),
        "chat.delete" => Delete(Argument(call, "ts")),
        "conversations.history" => Listed(_posts.Where(post => post.Channel == Argument(call, "channel") && post.Thread is null).Reverse()),
        "conversations.replies" => Replies(Argument(call, "ts")),
        "users.info" => new JsonObject { ["ok"] = true, ["user"] = User(world.People.Behind(Argument(call, "user"))) },
        "users.lookupByEmail" => Error("users_not_found"),
        _ => Error("unknown_method"),
    });

    public HttpResponseMessage Throttled(TimeSpan? wait) => WireAnswer.Json(Error("ratelimited"), 429).RetryAfter(wait);

    public HttpResponseMessage Refused() => WireAnswer.Json(Error("missing_scope"));

    public bool Changes(WireCall call) => call.Segments[^1].StartsWith("chat.", StringComparison.Ordinal) || call.Segments[^1] == "views.publish";

    private JsonObject PostMessage(WireCall call)
    {
        var body = JsonNode.Parse(call.Body)!.AsObject();
        var thread = body["thread_ts"]?.GetValue<string>();
        if (thread is not null && world.Messages.Find(thread) is null)
            return Error("thread_not_found");
        var message = world.Messages.Add(call.Drawing!);
        _posts.Add(new Post(message, body["channel"]!.GetValue<string>(), thread) { Metadata = body["metadata"]?.DeepClone() });
        return Shown(message, call);
    }

    private JsonObject Update(WireCall call)
    {
        var body = JsonNode.Parse(call.Body)!.AsObject();
        if (world.Messages.Find(body["ts"]!.GetValue<string>()) is not { } message)
            return Error("message_not_found");
        _posts.Single(post => post.Message == message).Metadata = body["metadata"]?.DeepClone();
        return Shown(message, call);
    }

    private static JsonObject User(SimPerson person) => new()
    {
        ["id"] = person.Account,
        ["team_id"] = "T1",
        ["name"] = person.Name,
        ["deleted"] = person.IsDeactivated,
        ["is_restricted"] = person.Barred == Refusal.Guest,
    };

    private JsonObject Publish(WireCall call)
    {
        world.Show(null, call.Home!);
        return new JsonObject { ["ok"] = true, ["view"] = new JsonObject { ["id"] = $"V-{call.Home!.Account.Id}" } };
    }

    private JsonObject Delete(string ts)
    {
        if (world.Messages.Find(ts) is null)
            return Error("message_not_found");
        world.Messages.Delete(ts);
        return new JsonObject { ["ok"] = true };
    }

    private JsonObject Shown(SimMessage message, WireCall call)
    {
        world.Show(null, message, call.Drawing!);
        return new JsonObject { ["ok"] = true, ["channel"] = _posts.Single(post => post.Message == message).Channel, ["ts"] = message.Id };
    }

    private JsonObject Replies(string ts) => world.Messages.Find(ts) is null
        ? Error("thread_not_found")
        : Listed(_posts.Where(post => post.Thread == ts || post.Message.Id == ts));

    /// <summary>A thread comes oldest first, the history newest first.</summary>
    private static JsonObject Listed(IEnumerable<Post> posts) => new()
    {
        ["ok"] = true,
        ["messages"] = new JsonArray([.. posts.Where(post => !post.Message.IsDeleted).Select(post => new JsonObject
        {
            ["ts"] = post.Message.Id,
            ["bot_id"] = Bot,
            ["metadata"] = post.Metadata?.DeepClone(),
        })]),
    };

    private static JsonObject Error(string name) => new() { ["ok"] = false, ["error"] = name };

    /// <summary>What writes comes as JSON, what reads as a form.</summary>
    private static string Argument(WireCall call, string name) => call.Body.StartsWith('{')
        ? JsonNode.Parse(call.Body)![name]!.GetValue<string>()
        : Uri.UnescapeDataString(call.Body.Split('&').First(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..]);

    private sealed record Post(SimMessage Message, string Channel, string? Thread)
    {
        public JsonNode? Metadata { get; set; }
    }
}
