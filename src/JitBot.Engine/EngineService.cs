using Microsoft.Extensions.Hosting;

namespace JitBot.Engine;

/// <summary>Runs the engine as long as the process serves.</summary>
internal sealed class EngineService(JitEngine engine) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await engine.OpenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => engine.RunAsync(stoppingToken);
}
