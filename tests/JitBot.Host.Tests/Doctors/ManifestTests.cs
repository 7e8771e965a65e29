using System.Text.Json;
using JitBot.Chat.Slack;
using JitBot.Host.Tests.Tidy;

namespace JitBot.Host.Tests.Doctors;

/// <summary>What the doctor demands of Slack is what the manifests ask for, so that whoever installs by them has nothing to mend.</summary>
[TestFixture]
public class ManifestTests
{
    [Test]
    public void Each_manifest_asks_for_every_scope_that_is_needed_and_for_none_beyond()
    {
        var manifests = Directory.GetFiles(Path.Combine(House.Root, "manifests", "slack"), "manifest*.json");
        Assert.That(manifests, Is.Not.Empty);
        foreach (var file in manifests)
        {
            using var manifest = JsonDocument.Parse(File.ReadAllText(file));
            var scopes = manifest.RootElement.GetProperty("oauth_config").GetProperty("scopes").GetProperty("bot").EnumerateArray().Select(scope => scope.GetString()!).ToList();
            Assert.That(SlackScopes.Needed.Keys, Is.SubsetOf(scopes), file);
            Assert.That(scopes.Except(SlackScopes.Needed.Keys), Is.SubsetOf(SlackScopes.Welcome), file);
        }
    }
}
