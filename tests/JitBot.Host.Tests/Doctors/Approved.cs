using System.Runtime.CompilerServices;

namespace JitBot.Host.Tests.Doctors;

/// <summary>Whole documents, compared with a file that somebody looked at; <c>JITBOT_APPROVE=1</c> rewrites it.</summary>
internal static class Approved
{
    public static void Matches(string actual, string name)
    {
        var file = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("JITBOT_APPROVE") == "1")
            File.WriteAllText(file, actual);
        Assert.That(File.Exists(file), Is.True, $"{name} is not approved yet: look at it with JITBOT_APPROVE=1.");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(file)), $"{name} is no longer what was approved: look at it with JITBOT_APPROVE=1.");
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Approved");
}
