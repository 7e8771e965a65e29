using System.Diagnostics;
using System.Globalization;
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
    private readonly StreamWriter _log;
    private readonly string _logPath;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process, string logPath)
    {
        (_process, _logPath) = (process, logPath);
        _log = new StreamWriter(new FileStream(logPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Starts one and waits until it serves.</summary>
    public static async Task<HostProcess> StartAsync(HostPlan plan, CancellationToken ct)
    {
        var host = Begin(plan);
        await host.ServeAsync(ct);
        return host;
    }

    /// <summary>Begins to start one. What it prints goes to the plan's log.</summary>
    public static HostProcess Begin(HostPlan plan)
    {
        var host = new HostProcess(Process.Start(Describe(plan, ["--urls", plan.Url]))!, plan.LogPath);
        host.Read();
        return host;
    }

    /// <summary>Waits until it serves.</summary>
    public async Task ServeAsync(CancellationToken ct) => Url = await _listening.Task.WaitAsync(ct);

    /// <summary>Runs a verb of the program on the plan's settings; the exit code and what it printed.</summary>
    public static async Task<(int Code, string Output)> RunVerbAsync(HostPlan plan, string[] verb, CancellationToken ct, params (string Key, string Value)[] changes)
    {
        var start = Describe(plan, verb);
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

    /// <summary>SIGTERM, as service managers send it, and waits; the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>SIGHUP, as service managers send it to have a program read its settings again.</summary>
    public Task HangUpAsync() => SignalAsync("HUP");

    /// <summary>Stops the process where it stands (SIGSTOP), as a machine does that swaps or whose hypervisor pauses it.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on (SIGCONT), knowing nothing of the time that has passed.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

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
        lock (_log)
            _log.Dispose();
    }

    /// <summary>The runtime has no call for signals.</summary>
    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static ProcessStartInfo Describe(HostPlan plan, string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "JitBot.Sandbox.dll");
        var start = new ProcessStartInfo("dotnet", [program, Argument, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = plan.Folder,
        };
        foreach (var (key, value) in plan.Settings)
            start.Environment[Variable(key)] = value;

        // A sandbox's host lives for seconds: counting what could be compiled better costs it more than it ever gains.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment[SandboxedHost.ClockVariable] = Path.Combine(plan.Folder, "clock");
        start.Environment[SandboxedHost.CertificateVariable] = Convert.ToBase64String(plan.World.Tokens.Certificate.Export(X509ContentType.Cert));
        if (plan.Lease is { } lease)
            start.Environment[SandboxedHost.LeaseVariable] = lease.ToString("c", CultureInfo.InvariantCulture);
        return start;
    }

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Keeps what it prints in a file, and finds the line that says where it listens.</summary>
    private void Read()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _listening.TrySetException(
            new InvalidOperationException($"The host ended with {_process.ExitCode} before it served; see {_logPath}."));
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_log)
        {
            if (_log.BaseStream.CanWrite)
                _log.WriteLine(line);
        }

        if (line.StartsWith(SandboxedHost.Serving, StringComparison.Ordinal))
            _listening.TrySetResult(new Uri(line[SandboxedHost.Serving.Length..]));
    }
}
