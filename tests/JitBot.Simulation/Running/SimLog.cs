using JitBot.Core.Store;
using JitBot.Engine;
using Microsoft.Extensions.Logging;

namespace JitBot.Simulation.Running;

/// <summary>
/// What the engine logs. The world's troubles are expected there; an exception of any other kind says that we are wrong, and is a violation.
/// </summary>
internal sealed class SimLog(SimWorld world) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        world.Trace.Add(world.Now, "log", formatter(state, exception));
        if (exception is not (null or NotNowException or StoreUnavailableException or OperationCanceledException))
            world.Violation("an exception nobody expected", $"{formatter(state, exception)}: {exception}");
    }

    public void Dispose()
    {
    }
}
