using System.Collections.Concurrent;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Store;
using JitBot.Core.Time;

namespace JitBot.Host;

/// <summary>
/// Has every checkup look at once and collects what they find, within a time: a door that hangs keeps nobody waiting, and what was found
/// there before stands. The times that answers carried are held against our clock.
/// </summary>
internal sealed class Doctor
{
    /// <summary>A door that has not answered by then does not work for people either.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    /// <summary>A large catalogue takes longer to look at, and is no fault.</summary>
    private static readonly TimeSpan ForEachThing = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<ICheckup> _checkups;
    private readonly NamedInSettings _named;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Theirs, DateTimeOffset Ours)> _clocks = new();
    private readonly ConcurrentDictionary<string, bool> _waiting = new();
    private readonly TimeSpan _within;

    public Doctor(IReadOnlyList<ICheckup> checkups, NamedInSettings named, DateWitness dates, TimeProvider clock)
    {
        (_checkups, _named) = (checkups, named);
        _within = Least + ((named.Channels.Count + named.Resources.Count + named.Approvers.Count + named.Groups.Count) * ForEachThing);
        dates.Seen += (door, theirs) => _clocks.TryAdd(door, (theirs, clock.GetUtcNow()));
    }

    /// <summary>Who is still looked at.</summary>
    public string Waiting => string.Join(", ", _waiting.Keys.Order(StringComparer.Ordinal));

    /// <summary>Everything found: door after door, and the clocks at the end.</summary>
    public async Task<IReadOnlyList<Finding>> LookAsync()
    {
        var found = await Task.WhenAll(_checkups.Select(LookAsync));
        var clocks = _clocks.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => ClockDifference.Judge(each.Key, each.Value.Theirs, each.Value.Ours));
        return [.. found.SelectMany(each => each), .. clocks];
    }

    private async Task<List<Finding>> LookAsync(ICheckup checkup)
    {
        _waiting[checkup.Door] = true;
        var found = new List<Finding>();
        using var time = new CancellationTokenSource(_within);
        try
        {
            await foreach (var finding in checkup.LookAsync(_named, time.Token))
                found.Add(finding);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            found.Add(Finding.Bad(CheckKind.Reach, checkup.Door, $"was not looked at to the end within {_within.TotalSeconds:0} seconds",
                "see whether it is slow or unreachable from this machine, and run doctor again"));
        }
        catch (StoreUnavailableException e)
        {
            found.Add(Finding.Bad(CheckKind.Reach, checkup.Door, e.Message, "mend that and run doctor again"));
        }
        finally
        {
            _waiting.TryRemove(checkup.Door, out _);
        }

        return found;
    }
}
