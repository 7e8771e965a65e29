using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Teams;

/// <summary>Each rule by which an activity is believed, broken alone.</summary>
internal sealed class TeamsRuleTests
{
    private const string Genuine = "Genuine";
    private const string Another = "2e6f3c8d-0000-4000-8000-00000000000a";

    private TeamsGate _gate = null!;

    [SetUp]
    public void Open() => _gate = new TeamsGate();

    [TearDown]
    public ValueTask CloseAsync() => _gate.DisposeAsync();

    [TestCase("RS256")]
    [TestCase("RS384")]
    [TestCase("RS512")]
    public async Task What_Teams_signs_for_us_is_believed(string algorithm) =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Header["alg"] = algorithm), Is.EqualTo(Genuine));

    [Test]
    public async Task Without_one_bearer_token_nobody_is_believed()
    {
        var good = _gate.Issuer.Draft().Sign();
        string[][] headers = [[], [""], ["Bearer"], ["Bearer "], [good], [$"Basic {good}"], [$"Bearer {good}", $"Bearer {good}"]];
        foreach (var header in headers)
            Assert.That(await _gate.JudgeAsync(header), Is.EqualTo("Bearer"), string.Join('|', header));
        Assert.That(await _gate.JudgeAsync([$"bearer {good}"]), Is.EqualTo(Genuine), "the word may be written in any case");
    }

    [Test]
    public async Task A_text_that_is_no_signed_token_is_refused()
    {
        var good = _gate.Issuer.Draft().Sign();
        var parts = good.Split('.');
        string[] texts =
        [
            "token", "..", "a.b.c", "****.****.****", $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[1]}.", $"{good}.{parts[2]}", $"{good}.{parts[1]}.{parts[2]}", $"{good}==",
            new string('a', 20_000),
        ];
        foreach (var text in texts)
            Assert.That(await _gate.JudgeAsync([$"Bearer {text}"]), Is.EqualTo("Form"), text);
    }

    [Test]
    public async Task A_token_with_a_header_that_must_be_understood_is_refused() =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Header["crit"] = new JsonArray("exp")), Is.EqualTo("Form"));

    [TestCase("none")]
    [TestCase("None")]
    [TestCase("HS256")]
    [TestCase("PS256")]
    [TestCase("ES256")]
    [TestCase("rs256")]
    public async Task An_algorithm_that_is_not_RSA_with_SHA_2_is_refused(string algorithm) =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Header["alg"] = algorithm), Is.EqualTo("Algorithm"));

    [Test]
    public async Task A_key_that_is_not_published_is_refused()
    {
        Assert.That(await _gate.JudgeAsync(draft => draft.Header["kid"] = "key-2"), Is.EqualTo("Key"));
        Assert.That(await _gate.JudgeAsync(draft => draft.Header.Remove("kid")), Is.EqualTo("Key"));
    }

    [Test]
    public async Task A_key_that_only_has_the_name_of_a_published_one_is_refused() =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Signer = TeamsIssuer.Other("key-1", "msteams")), Is.EqualTo("Signature"));

    [TestCase("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", TestName = "A_token_of_the_emulator_is_refused")]
    [TestCase("https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0", TestName = "A_newer_token_of_the_emulator_is_refused")]
    [TestCase("https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/", TestName = "A_token_of_the_older_emulator_is_refused")]
    [TestCase("https://login.microsoftonline.com/6c2f1a90-3b7e-4d15-8e42-9f0b7d3c5a61/v2.0", TestName = "A_token_of_another_bot_is_refused_as_skills_send_them")]
    [TestCase("https://api.botframework.us", TestName = "A_token_of_another_cloud_is_refused")]
    [TestCase("https://api.botframework.com/", TestName = "An_issuer_with_a_slash_more_is_refused")]
    [TestCase("https://API.botframework.com", TestName = "An_issuer_in_other_letters_is_refused")]
    [TestCase(null, TestName = "A_token_without_an_issuer_is_refused")]
    public async Task An_issuer(string? issuer) =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["iss"] = issuer), Is.EqualTo("Issuer"));

    [TestCase(Another, TestName = "A_token_for_another_bot_is_refused")]
    [TestCase("api://" + TeamsIssuer.AppId, TestName = "A_token_for_an_address_of_ours_is_refused")]
    [TestCase("api://botid-" + TeamsIssuer.AppId, TestName = "A_token_for_our_sign_in_is_refused")]
    [TestCase(null, TestName = "A_token_for_nobody_is_refused")]
    public async Task An_audience(string? audience) =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["aud"] = audience), Is.EqualTo("Audience"));

    [Test]
    public async Task A_token_for_us_and_somebody_else_is_refused() =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["aud"] = new JsonArray(TeamsIssuer.AppId, Another)), Is.EqualTo("Audience"));

    [TestCase(-299, Genuine)]
    [TestCase(-300, "Expiry")]
    public async Task A_token_is_good_for_five_minutes_after_its_end(int seconds, string judgement) =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["exp"] = _gate.Issuer.Seconds(TimeSpan.FromSeconds(seconds))), Is.EqualTo(judgement));

    [Test]
    public async Task A_token_without_an_end_is_refused()
    {
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims.Remove("exp")), Is.EqualTo("Expiry"));
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["exp"] = "never"), Is.EqualTo("Form"));
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["exp"] = null), Is.AnyOf("Form", "Expiry"));
    }

    [TestCase(300, Genuine)]
    [TestCase(301, "NotBefore")]
    public async Task A_token_is_good_for_five_minutes_before_its_start(int seconds, string judgement) =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["nbf"] = _gate.Issuer.Seconds(TimeSpan.FromSeconds(seconds))), Is.EqualTo(judgement));

    [Test]
    public async Task A_start_that_cannot_be_read_is_refused_and_none_is_none()
    {
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["nbf"] = "soon"), Is.EqualTo("Form"));
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims.Remove("nbf")), Is.EqualTo(Genuine));
    }

    [TestCase(null, TestName = "A_key_without_endorsements_is_refused")]
    [TestCase("", TestName = "A_key_with_empty_endorsements_is_refused")]
    [TestCase("skype,MSTeams,msteams2", TestName = "A_key_that_is_endorsed_for_other_channels_is_refused")]
    public async Task An_endorsement(string? endorsements)
    {
        _gate.Issuer.Published[0] = _gate.Issuer.Signer with { Endorsements = endorsements?.Split(',', StringSplitOptions.RemoveEmptyEntries) };
        Assert.That(await _gate.JudgeAsync(), Is.EqualTo("Endorsement"));
    }

    [Test]
    public async Task An_activity_without_a_channel_is_refused() =>
        Assert.That(await _gate.JudgeAsync(activity: said => said.Remove("channelId")), Is.EqualTo("Endorsement"));

    [TestCase(null, TestName = "A_token_without_an_address_for_answers_is_refused")]
    [TestCase("https://smba.trafficmanager.net/amer/", TestName = "A_token_for_another_address_for_answers_is_refused")]
    [TestCase("https://smba.trafficmanager.net.example.com/emea/6c2f1a90-3b7e-4d15-8e42-9f0b7d3c5a61/", TestName = "A_token_for_another_host_for_answers_is_refused")]
    [TestCase("http://smba.trafficmanager.net/emea/6c2f1a90-3b7e-4d15-8e42-9f0b7d3c5a61/", TestName = "A_token_for_an_address_without_TLS_is_refused")]
    [TestCase("https://smba.trafficmanager.net/EMEA/6c2f1a90-3b7e-4d15-8e42-9f0b7d3c5a61/", TestName = "A_token_for_another_path_is_refused")]
    public async Task An_address_for_answers(string? address) =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["serviceurl"] = address), Is.EqualTo("ServiceUrl"));

    [Test]
    public async Task An_activity_without_an_address_for_answers_is_refused() =>
        Assert.That(await _gate.JudgeAsync(activity: said => said.Remove("serviceUrl")), Is.EqualTo("ServiceUrl"));

    [TestCase("https://smba.trafficmanager.net/emea/6c2f1a90-3b7e-4d15-8e42-9f0b7d3c5a61")]
    [TestCase("HTTPS://SMBA.TrafficManager.net:443/emea/6c2f1a90-3b7e-4d15-8e42-9f0b7d3c5a61//")]
    public async Task Slashes_at_the_end_and_the_case_of_a_host_do_not_make_another_address(string address) =>
        Assert.That(await _gate.JudgeAsync(draft => draft.Claims["serviceurl"] = address), Is.EqualTo(Genuine));

    [TestCase("https://evil.trafficmanager.net/teams/")]
    [TestCase("https://smba.trafficmanager.net:8443/teams/")]
    [TestCase("https://me@smba.trafficmanager.net/teams/")]
    [TestCase("http://127.0.0.1:5000/")]
    public async Task An_address_for_answers_that_is_not_Teams_own_is_refused_though_the_token_names_it(string address) => Assert.That(
        await _gate.JudgeAsync(draft => draft.Claims["serviceurl"] = address, said => said["serviceUrl"] = address), Is.EqualTo("ServiceHost"));

    [TestCase("skype")]
    [TestCase("emulator")]
    public async Task A_channel_that_is_not_Teams_is_refused_though_the_key_signs_for_it(string channel) =>
        Assert.That(await _gate.JudgeAsync(activity: said => said["channelId"] = channel), Is.EqualTo("Channel"));

    [Test]
    public async Task A_tenant_that_is_not_on_the_list_is_refused()
    {
        Assert.That(await _gate.JudgeAsync(activity: said => Tenants(said, Another, Another)), Is.EqualTo("Tenant"));
        Assert.That(await _gate.JudgeAsync(activity: said => said.Remove("channelData")), Is.EqualTo("Tenant"));
        await using var listed = new TeamsGate(("AllowedTenants:0", Another.ToUpperInvariant()));
        Assert.That(await listed.JudgeAsync(activity: said => Tenants(said, Another, Another)), Is.EqualTo(Genuine));
        Assert.That(await listed.JudgeAsync(), Is.EqualTo("Tenant"), "our own is not meant where others are named");
    }

    [Test]
    public async Task A_conversation_of_another_tenant_is_refused()
    {
        Assert.That(await _gate.JudgeAsync(activity: said => Tenants(said, TeamsIssuer.Tenant, Another)), Is.EqualTo("Tenant"));
        Assert.That(await _gate.JudgeAsync(activity: said => ((JsonObject)said["conversation"]!).Remove("tenantId")), Is.EqualTo(Genuine), "not every activity says it twice");
    }

    [Test]
    public async Task Without_keys_nobody_can_tell()
    {
        _gate.Issuer.IsDown = true;
        Assert.That(await _gate.JudgeAsync(), Is.EqualTo("CannotTell"));
    }

    [Test]
    public async Task A_token_with_any_one_letter_changed_is_refused()
    {
        var good = _gate.Issuer.Draft().Sign();
        Assert.That(await _gate.JudgeAsync([$"Bearer {good}"]), Is.EqualTo(Genuine));
        for (var place = 0; place < good.Length; place++)
        {
            foreach (var letter in Others(good[place], place))
            {
                var changed = $"{good[..place]}{letter}{good[(place + 1)..]}";
                Assert.That(await _gate.JudgeAsync([$"Bearer {changed}"]), Is.AnyOf("Form", "Algorithm", "Key", "Signature"), $"{place}: {changed}");
            }
        }
    }

    [Test]
    public async Task A_token_whose_last_letter_spells_the_same_signature_in_another_way_is_refused()
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var good = _gate.Issuer.Draft().Sign();
        foreach (var letter in letters.Where(letter => letter != good[^1]))
            Assert.That(await _gate.JudgeAsync([$"Bearer {good[..^1]}{letter}"]), Is.AnyOf("Form", "Signature"), letter.ToString());
    }

    /// <summary>One letter that differs in its lowest bit, one in its highest, and one that is none of the alphabet; each at every place.</summary>
    private static IEnumerable<char> Others(char letter, int place)
    {
        yield return letter == 'A' ? 'B' : 'A';
        yield return letter == 'g' ? 'h' : 'g';
        yield return ".=+/ \u00e9"[place % 6] is var odd && odd != letter ? odd : '*';
    }

    private static void Tenants(JsonObject said, string tenant, string conversation)
    {
        said["channelData"]!["tenant"]!["id"] = tenant;
        said["conversation"]!["tenantId"] = conversation;
    }
}
