using System.Text.Json.Nodes;
using JitBot.Chat.Slack;
using JitBot.Host.Tests.Tidy;
using JitBot.Sandbox.LookAlikes.Slack;

namespace JitBot.Host.Tests.Manifests;

/// <summary>Both manifests keep Slack's rules, and ask for what the room needs and for nothing else.</summary>
[TestFixture]
public class SlackManifestTests
{
    private const string Http = "manifest.json";
    private const string Socket = "manifest.socket.json";

    /// <summary>Names a copy of Slack's own schema of version 2 (https://github.com/slackapi/manifest-schema), if there is one.</summary>
    private const string SchemaVariable = "JITBOT_SLACK_SCHEMA";

    private static readonly string[] Manifests = [Http, Socket];

    private static readonly JsonRules Rules = new(Path.Combine(House.Root, "tests/JitBot.Host.Tests/Manifests/slack-manifest.rules.json"));

    [TestCaseSource(nameof(Manifests))]
    public void It_keeps_the_rules_of_the_manifest_reference(string name) => Assert.That(Rules.FaultsOf(Read(name)), Is.Empty);

    [TestCaseSource(nameof(Manifests))]
    public void It_is_valid_against_the_schema_that_slack_publishes(string name)
    {
        if (Environment.GetEnvironmentVariable(SchemaVariable) is not { Length: > 0 } path)
        {
            Assert.Ignore($"{SchemaVariable} does not name a copy of the schema.");
            return;
        }

        Assert.That(new JsonRules(path).FaultsOf(Read(name)), Is.Empty);
    }

    [TestCase("display_information", "name", "a name of thirty-six characters, no fewer")]
    [TestCase("settings", "socket_mode_enabled", "yes")]
    [TestCase("settings", "sockets_mode_enabled", true)]
    public void What_breaks_a_rule_is_found(string section, string key, object value)
    {
        var manifest = Read(Http);
        manifest[section]![key] = JsonValue.Create(value);
        Assert.That(Rules.FaultsOf(manifest), Is.Not.Empty);
    }

    [TestCaseSource(nameof(Manifests))]
    public void Its_scopes_are_what_the_calls_events_and_features_need_and_no_other(string name)
    {
        var manifest = Read(name);
        string[] needed =
        [
            .. SlackRoom.Methods.SelectMany(method => Of(ScopesByCall.OfMethods, method)),
            .. Texts(manifest["settings"]!["event_subscriptions"]!["bot_events"]!).SelectMany(each => Of(ScopesByCall.OfEvents, each)),
            .. manifest["features"]!.AsObject().SelectMany(feature => Of(ScopesByCall.OfFeatures, feature.Key)),
        ];
        Assert.That(Texts(manifest["oauth_config"]!["scopes"]!["bot"]!), Is.EquivalentTo(needed.Distinct()));
    }

    [TestCaseSource(nameof(Manifests))]
    public void The_look_alike_is_installed_by_it(string name) =>
        Assert.That(SlackApp.ScopesOfTheManifest, Is.EquivalentTo(Texts(Read(name)["oauth_config"]!["scopes"]!["bot"]!)));

    [Test]
    public void Doctor_demands_the_same_scopes() => Assert.That(SlackScopes.Needed.Keys, Is.EquivalentTo(ScopesByCall.All));

    [Test]
    public void The_calls_and_events_of_the_room_are_found_in_its_source()
    {
        Assert.That(SlackRoom.Methods, Is.SupersetOf(new[] { "auth.test", "chat.postMessage", "conversations.open", "usergroups.users.list", "views.open" }));
        Assert.That(SlackRoom.Events, Is.SupersetOf(new[] { "reaction_added", "reaction_removed" }));
    }

    [TestCaseSource(nameof(Manifests))]
    public void It_subscribes_to_every_event_the_room_knows(string name) =>
        Assert.That(Texts(Read(name)["settings"]!["event_subscriptions"]!["bot_events"]!), Is.SupersetOf(SlackRoom.Events));

    [TestCaseSource(nameof(Manifests))]
    public void People_see_the_home_tab_and_the_messages_of_the_bot_but_cannot_write_to_it(string name)
    {
        var home = Read(name)["features"]!["app_home"]!;
        Assert.That((bool?)home["home_tab_enabled"], Is.True);
        Assert.That((bool?)home["messages_tab_enabled"], Is.True, "without this tab nobody sees a direct message");
        Assert.That((bool?)home["messages_tab_read_only_enabled"], Is.True, "nobody would answer");
    }

    [Test]
    public void The_requests_of_one_go_to_the_addresses_the_room_serves_and_the_other_names_no_address()
    {
        var urls = Urls(Read(Http)).Select(url => new Uri(url).AbsolutePath);
        Assert.That(urls, Is.EquivalentTo(new[] { "/slack/commands", "/slack/interactions", "/slack/events", "/slack/options" }));
        Assert.That(Urls(Read(Socket)), Is.Empty);
        Assert.That((bool)Read(Http)["settings"]!["socket_mode_enabled"]!, Is.False);
        Assert.That((bool)Read(Socket)["settings"]!["socket_mode_enabled"]!, Is.True);
    }

    [Test]
    public void But_for_that_they_are_the_same()
    {
        var (http, socket) = (Read(Http), Read(Socket));
        socket["settings"]!["socket_mode_enabled"] = false;
        http["features"]!["slash_commands"]![0]!.AsObject().Remove("url");
        http["settings"]!["event_subscriptions"]!.AsObject().Remove("request_url");
        http["settings"]!["interactivity"] = new JsonObject { ["is_enabled"] = true };
        Assert.That(JsonNode.DeepEquals(http, socket), Is.True);
    }

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(House.Root, "manifests/slack", name)))!;

    private static IEnumerable<string> Texts(JsonNode list) => list.AsArray().Select(each => (string)each!);

    private static IEnumerable<string> Urls(JsonNode node) => node switch
    {
        JsonObject some => some.SelectMany(pair => Urls(pair.Value!)),
        JsonArray list => list.SelectMany(each => Urls(each!)),
        _ => node.GetValueKind() == System.Text.Json.JsonValueKind.String && (string)node! is var text && text.Contains("://") ? [text] : [],
    };

    private static string[] Of(IReadOnlyDictionary<string, string[]> table, string name) => table.TryGetValue(name, out var scopes)
        ? scopes
        : throw new AssertionException($"Say in ScopesByCall which scopes {name} needs.");
}
