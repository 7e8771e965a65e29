using JitBot.Core.Store;
using Serilog.Events;

namespace JitBot.Host;

/// <summary>
/// That the store cannot be opened or the address is taken is the program's last sentence; the framework's stack traces before it help no
/// operator and are left out of the log.
/// </summary>
internal sealed class LastWords
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    private volatile bool _areComing;

    /// <summary>Whether this is the framework's word on what the last sentence says. What is canceled after that was canceled because of it.</summary>
    public bool Cover(LogEvent happened)
    {
        var source = SourceOf(happened);
        if (happened.Exception is not { } fault || source is not (Host or Kestrel))
            return false;
        // What a request ran into is Kestrel's to say, and is said nowhere else.
        var isSaidAtTheEnd = Listening.Fault(fault, urls: null) is not null || (source == Host && fault is StoreUnavailableException);
        _areComing |= isSaidAtTheEnd;
        return isSaidAtTheEnd || (_areComing && fault is OperationCanceledException);
    }

    private static string? SourceOf(LogEvent happened) =>
        happened.Properties.TryGetValue("SourceContext", out var source) && source is ScalarValue { Value: string name } ? name : null;
}
