using JitBot.Core.Access;
using JitBot.Core.Store;

namespace JitBot.Sandbox.Page;

/// <summary>Where each request stands: the fold of its lines, as the host itself makes it. Not for several threads at once.</summary>
internal sealed class PageStories
{
    private static readonly string Requests = StreamId.Of(new RequestId("")).Value;

    private readonly Dictionary<string, AccessState> _states = new(StringComparer.Ordinal);

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<AccessState> All => _states.Values;

    /// <summary>The state of one; of one that nobody asked for the state before any line.</summary>
    public AccessState Of(RequestId request) => _states.GetValueOrDefault(StreamId.Of(request).Value, AccessEvolver.Start);

    /// <summary>Takes in a line of the log; each once, in their order. Lines of other streams say nothing here.</summary>
    public void Take(StoredLine line)
    {
        if (line.Stream.StartsWith(Requests, StringComparison.Ordinal))
            _states[line.Stream] = AccessEvolver.Evolve(_states.GetValueOrDefault(line.Stream, AccessEvolver.Start), EventJson.ReadAccess(line));
    }
}
