using System.Text;
using static JitBot.Sandbox.Demo.DemoStage;

namespace JitBot.Sandbox.Demo;

/// <summary>Proving it.</summary>
internal static class AuditScenes
{
    public static async Task GoodAsync(DemoStage stage)
    {
        var (code, output) = await stage.RunVerbAsync(stage.Folder, "audit", "verify");
        Say(output);
        Check($"exit code 0 (it was {code})", code == 0);
    }

    /// <summary>The byte is changed in a copy, made when nobody writes any more: file and write-ahead log belong together.</summary>
    public static async Task BadAsync(DemoStage stage)
    {
        var copy = Directory.CreateDirectory(Path.Combine(stage.Folder, "tampered")).FullName;
        foreach (var file in Directory.GetFiles(stage.Folder, "jitbot.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        Check("there is a line to change", ChangeOneByte(copy));
        var (code, output) = await stage.RunVerbAsync(copy, "audit", "verify");
        Say(output);
        Check($"exit code 1 (it was {code})", code == 1);
        Check("it names the line", output.Contains("line ", StringComparison.Ordinal));
    }

    /// <summary>Turns "approved" into "bpproved" wherever a line of the log has it.</summary>
    private static bool ChangeOneByte(string folder)
    {
        var found = false;
        foreach (var file in Directory.GetFiles(folder))
        {
            var bytes = File.ReadAllBytes(file);
            var mark = Encoding.ASCII.GetBytes("\"type\":\"approved\"");
            var at = bytes.AsSpan().IndexOf(mark);
            if (at < 0)
                continue;
            bytes[at + mark.Length - 2]++;
            File.WriteAllBytes(file, bytes);
            found = true;
        }

        return found;
    }
}
