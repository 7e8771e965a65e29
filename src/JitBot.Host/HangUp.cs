using System.Runtime.InteropServices;
using JitBot.Engine.Catalogue;

namespace JitBot.Host;

/// <summary>SIGHUP has the catalogue read again, as service managers send it to have a program reload; without this it would end the process.</summary>
internal sealed class HangUp(SettingsWatch settings) : IHostedService, IDisposable
{
    private PosixSignalRegistration? _registration;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
            _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                settings.ReadAgain();
            });
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registration?.Dispose();
}
