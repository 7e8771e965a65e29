using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JitBot.Host.Tests.Running;

/// <summary>
/// The last word on the program's services: the service that drives the engine is left out, so that a test drives it turn by turn, and
/// whatever is logged is kept. Everything else stays as composed.
/// </summary>
internal sealed class EngineByHand(CapturedLog log) : IServiceProviderFactory<IServiceCollection>
{
    private const string Service = "EngineService";

    private readonly DefaultServiceProviderFactory _usual = new(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    public IServiceCollection CreateBuilder(IServiceCollection services)
    {
        var driving = services.Single(each => each.ServiceType == typeof(IHostedService) && each.ImplementationType?.Name == Service);
        services.Remove(driving);
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(log));
        return _usual.CreateBuilder(services);
    }

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => _usual.CreateServiceProvider(containerBuilder);
}
