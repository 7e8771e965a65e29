using System.Globalization;
using JitBot.Core.Settings;
using JitBot.Sandbox.World;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace JitBot.Host.Tests.Settings;

/// <summary>A large settings file is read as a small one is, in time that grows with its length.</summary>
[TestFixture]
public class LargeSettingsTests
{
    [TestCase("""{ "A": { "b": "1", "10": "x", "9": "y", "B2": { "c": [ 1, 2, { "d": null } ] } }, "A2": "3", "a3": {} }""", "a:E", "added")]
    [TestCase("""{ "List": [ "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", { "x": "y" } ], "list2": [] }""", "List:11:z", "added")]
    public void The_keys_of_a_file_are_found_as_the_framework_finds_them(string json, string set, string value)
    {
        using var folder = new SandboxFolder();
        var path = Path.Combine(folder.Path, "settings.json");
        File.WriteAllText(path, json);
        var (plain, indexed) = (new ConfigurationBuilder(), new ConfigurationBuilder());
        foreach (var builder in new[] { plain, indexed })
            builder.AddInMemoryCollection([new("A:early", "1")]).AddJsonFile(path).AddInMemoryCollection([new("a:LATE", "2"), new("List:1", "other")]);
        IndexedSettingsFile.Replace(indexed.Sources);
        Assert.That(indexed.Sources, Has.Some.TypeOf<IndexedSettingsFile>());
        var (one, other) = (plain.Build(), indexed.Build());

        Assert.That(other.AsEnumerable(), Is.EqualTo(one.AsEnumerable()));
        foreach (var built in new[] { one, other })
            built.Providers.OfType<JsonConfigurationProvider>().Single().Set(set, value);
        Assert.That(other.AsEnumerable(), Is.EqualTo(one.AsEnumerable()).And.Some.Matches<KeyValuePair<string, string?>>(pair => pair.Value == value));
        File.WriteAllText(path, """{ "New": "1" }""");
        one.Reload();
        other.Reload();
        Assert.That(other.AsEnumerable(), Is.EqualTo(one.AsEnumerable()));
        Assert.That(other["New"], Is.EqualTo("1"));
    }

    [Test]
    public void A_fault_in_each_line_of_a_large_catalogue_is_told_in_a_bearable_length()
    {
        const int Many = 1_000;
        var settings = GoodSettings.All();
        for (var i = 0; i < Many; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"Catalogue:Entitlements:{i}");
            (settings[$"{at}:Id"], settings[$"{at}:Provider"], settings[$"{at}:Resource"]) = ($"e{i}", "Entra", "0000000a-c0de-4a1e-8d17-6a697462f000");
            (settings[$"{at}:Policy"], settings[$"{at}:Colour"]) = ("none", "red");
            (settings[$"Catalogue:Policies:{i}:Id"], settings[$"Catalogue:Policies:{i}:LongestGrant"]) = ($"p{i}", "1h");
        }

        var faults = GoodSettings.FaultsOf(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

        Assert.That(faults.Where(fault => fault.Contains("is not a setting", StringComparison.Ordinal)), Has.Exactly(Many).EndsWith("known here: Description, Id, Name, Policy, Provider, Resource"));
        Assert.That(faults.Where(fault => fault.Contains("names none", StringComparison.Ordinal)), Has.Exactly(Many).EndsWith(", p18, p19 and 980 more"));
        Assert.That(new SettingsReader("A", [new("Strange", "1")]).Faults().Single().Wrong, Does.EndWith("known here: "));
    }
}
