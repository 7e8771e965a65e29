using System.Diagnostics;
using JitBot.Host.Tests.Tidy;
using JitBot.Sandbox.World;

namespace JitBot.Host.Tests.Arrows;

/// <summary>
/// The arrows of the house hold in the build itself. One run of MSBuild over projects planted outside the repository, which know nothing but
/// src/Directory.Build.targets: the target that looks at the arrows runs alone, so nothing is restored and nothing compiled.
/// </summary>
[TestFixture]
public class ArrowTests
{
    [Test]
    public async Task A_wrong_arrow_stops_the_build_and_a_right_one_does_not()
    {
        using var folder = new SandboxFolder();
        var wrong = new Dictionary<string, string[]>
        {
            ["JitBot.Core"] = ["JitBot.Engine"],
            ["JitBot.Engine"] = ["JitBot.Core", "JitBot.Storage.Sqlite"],
            ["JitBot.Chat.Slack"] = ["JitBot.Core", "JitBot.Engine", "JitBot.Providers.Entra"],
            ["JitBot.Providers.Okta"] = ["JitBot.Core", "JitBot.Providers.Entra"],
            ["JitBot.Providers.Entra"] = ["JitBot.Core", "JitBot.Engine"],
            ["JitBot.OnCall.PagerDuty"] = ["JitBot.Core", "JitBot.OnCall.Schedule"],
            ["JitBot.Paging.Webhook"] = ["JitBot.Core", "JitBot.OnCall.PagerDuty"],
            ["JitBot.Exchange"] = ["JitBot.Core", "JitBot.Engine"],
            ["JitBot.Storage.Postgres"] = ["JitBot.Core", "JitBot.Exchange"],
            ["JitBot.Storage.Sqlite"] = ["JitBot.Core", "JitBot.Host"],
            ["JitBot.Host"] = ["JitBot.Core", "JitBot.Sandbox"],
            ["JitBot.Unheard"] = [],
        };
        var right = new Dictionary<string, string[]>
        {
            ["JitBot.Core"] = [],
            ["JitBot.Engine"] = ["JitBot.Core"],
            ["JitBot.Chat.Slack"] = ["JitBot.Core", "JitBot.Engine"],
            ["JitBot.Providers.Okta"] = ["JitBot.Core"],
            ["JitBot.Exchange"] = ["JitBot.Core"],
            ["JitBot.OnCall.Schedule"] = ["JitBot.Core", "JitBot.Exchange"],
            ["JitBot.Paging.Webhook"] = ["JitBot.Core", "JitBot.Exchange"],
            ["JitBot.Host"] = ["JitBot.Engine", "JitBot.Chat.Slack", "JitBot.Providers.Okta", "JitBot.OnCall.Schedule", "JitBot.Storage.Sqlite"],
            ["JitBot.Sandbox"] = ["JitBot.Host"],
        };

        var output = await BuildAsync(folder.Path, Plant(folder.Path, "wrong", wrong), Plant(folder.Path, "right", right));

        var stopped = output.Split('\n').Where(line => line.Contains("error JIT001", StringComparison.Ordinal)).Distinct().ToList();
        Assert.That(stopped, Has.None.Contains($"right{Path.DirectorySeparatorChar}"), output);
        foreach (var (project, arrows) in wrong)
            Assert.That(stopped, Has.Some.Contains(arrows.Length == 0 ? $"{project} has no line" : $"{project} must not reference {arrows[^1]}:"), output);
        Assert.That(output, Does.Contain($"looked at {right.Count} right"), output);
    }

    private static List<string> Plant(string folder, string kind, Dictionary<string, string[]> projects)
    {
        var planted = new List<string>();
        foreach (var (project, arrows) in projects)
        {
            var path = Path.Combine(folder, kind, project, $"{project}.csproj");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var references = arrows.Select(arrow => $"""    <ProjectReference Include="../{arrow}/{arrow}.csproj" />""");
            File.WriteAllText(path, $"""
                <Project>
                  <ItemGroup>
                {string.Join('\n', references)}
                  </ItemGroup>
                  <Target Name="CoreCompile" />
                  <Import Project="{House.Root}/src/Directory.Build.targets" />
                </Project>
                """);
            planted.Add(path);
        }

        return planted;
    }

    /// <summary>Builds all of them in one run; what is right comes last and is counted, so that a run that did nothing is found out.</summary>
    private static async Task<string> BuildAsync(string folder, List<string> wrong, List<string> right)
    {
        var all = Path.Combine(folder, "all.proj");
        await File.WriteAllTextAsync(all, $"""
            <Project>
              <Target Name="Build">
                <MSBuild Projects="{string.Join(';', wrong)}" Targets="CoreCompile" ContinueOnError="true" />
                <MSBuild Projects="{string.Join(';', right)}" Targets="CoreCompile" />
                <Message Importance="high" Text="looked at {right.Count} right" />
              </Target>
            </Project>
            """);
        var start = new ProcessStartInfo("dotnet", ["msbuild", all, "-nologo", "-t:Build", "-nodeReuse:false", "-m:1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return output;
    }
}
