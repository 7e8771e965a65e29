using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JitBot.Host.Tests.Running;

/// <summary>
/// Keeps every log line as the program wrote it, before anything is scrubbed: what is secret must not even get that far. Our own categories
/// are kept whole; of the framework's, what the program itself lets through.
/// </summary>
internal sealed class CapturedLog : ILoggerFactory
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) =>
        new Writer(_lines, categoryName, categoryName.StartsWith("JitBot", StringComparison.Ordinal) ? LogLevel.Trace : LogLevel.Warning);

    public void AddProvider(ILoggerProvider provider)
    {
        // The program's console stays dark in the tests.
    }

    public void Dispose()
    {
        // The lines are read after the program has ended.
    }

    private sealed class Writer(ConcurrentQueue<string> lines, string category, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
