using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Slack;

/// <summary>
/// Whole messages and forms, compared with a file that somebody looked at (Block Kit Builder shows them). <c>JITBOT_APPROVE=1</c> rewrites
/// the files, for the eyes of whoever reviews the change.
/// </summary>
internal static class Approved
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Compares with the file of this name in the folder beside the test.</summary>
    public static void Matches(JsonNode actual, string name, [CallerFilePath] string test = "")
    {
        var text = actual.ToJsonString(Readable) + "\n";
        var file = Path.Combine(Path.GetDirectoryName(test)!, "Approved", $"{name}.json");
        if (Environment.GetEnvironmentVariable("JITBOT_APPROVE") == "1")
            File.WriteAllText(file, text);
        Assert.That(File.Exists(file), Is.True, $"{name}.json is not approved yet: look at it with JITBOT_APPROVE=1.");
        Assert.That(
            text,
            Is.EqualTo(File.ReadAllText(file)), $"{name}.json is no longer what was approved: look at it with JITBOT_APPROVE=1.");
    }
}
