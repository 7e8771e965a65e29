using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;

namespace JitBot.Sandbox.World;

/// <summary>
/// The real host in a process of its own, so that it can really be killed. It ends when its parent does: its standard input closes then.
/// </summary>
internal sealed class HostProcess : IAsyncDisposable
{
    /// <summary>The argument by which this program knows that it is to be the host.</summary>
    public const string Argument = "--as-host";

    private readonly Process _process;
    private readonly string _log;

    private HostProcess(Process process, string log) => (_process, _log) = (process, log);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Starts one and waits until it serves. <paramref name="url"/> may have port 0.</summary>
    public static async Task<HostProcess> StartAsync(SandboxWorld world, string folder, string url, CancellationToken ct)
    {
        var host = new HostProcess(Process.Start(Describe(world, folder, ["--urls", url]))!, Path.Combine(folder, "host.log"));
        host.Url = await host.ListenAsync(ct);
        return host;
    }

    /// <summary>Runs a verb of the program on the sandbox's settings; the exit code and what it printed.</summary>
    public static async Task<(int Code, string Output)> RunVerbAsync(
        SandboxWorld world, string folder, string[] verb, CancellationToken ct, params (string Key, string Value)[] changes)
    {
        var start = Describe(world, folder, verb);
        foreach (var (key, value) in changes)
            start.Environment[Variable(key)] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(ct) + await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output.Trim());
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as service managers send it, and waits; the exit code. The runtime has no call for it.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop and waits; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
            _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(SandboxWorld world, string folder, string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "JitBot.Sandbox.dll");
        var start = new ProcessStartInfo("dotnet", [program, Argument, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (key, value) in SandboxSettings.For(world, folder))
            start.Environment[Variable(key)] = value;
        start.Environment[SandboxedHost.ClockVariable] = Path.Combine(folder, "clock");
        start.Environment[SandboxedHost.CertificateVariable] = Convert.ToBase64String(world.Tokens.Certificate.Export(X509ContentType.Cert));
        return start;
    }

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Keeps what it prints in a file, and finds the line that says where it listens.</summary>
    private async Task<Uri> ListenAsync(CancellationToken ct)
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Keep(line.Data, listening);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data, listening);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The host ended before it served; see {_log}."));
        return await listening.Task.WaitAsync(ct);
    }

    private void Keep(string? line, TaskCompletionSource<Uri> listening)
    {
        if (line is null)
            return;
        lock (_process)
            File.AppendAllText(_log, line + "\n");
        if (line.StartsWith(SandboxedHost.Serving, StringComparison.Ordinal))
            listening.TrySetResult(new Uri(line[SandboxedHost.Serving.Length..]));
    }
}
