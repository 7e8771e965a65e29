using JitBot.Core.Access;
using JitBot.Core.Holdings;
using JitBot.Core.Store;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Directory;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;

namespace JitBot.Simulation.Checking;

/// <summary>
/// Judges a world by the log's lines and by what the directories and the chat really saw, all the time. It knows nothing of the engine's own
/// state. The rules are the invariants I1 to I15.
/// </summary>
internal sealed partial class Checker
{
    private readonly SimWorld _world;
    private readonly Dictionary<RequestId, RequestRecord> _requests = [];
    private readonly Dictionary<string, HoldingRecord> _holdings = new(StringComparer.Ordinal);

    public Checker(SimWorld world)
    {
        _world = world;
        world.Database.Committed = Look;
        world.Messages.Changed += Look;
        foreach (var directory in world.Directories)
        {
            directory.Called = Look;
            directory.Changed = change => Look(directory, change);
        }
    }

    /// <summary>Requests that came to their end.</summary>
    public long Lifecycles => _requests.Values.Count(request => request.IsClosed || request.Ended is not null);

    /// <summary>When a request's access ends, by the lines; the greatest moment there is if it is not in force.</summary>
    public DateTimeOffset EndOf(RequestId id) => _requests.GetValueOrDefault(id)?.Confirmed?.EndsAt ?? DateTimeOffset.MaxValue;

    private void Look(IReadOnlyList<StoredLine> lines)
    {
        _breaksGlass = BreaksGlass(lines);
        foreach (var line in lines)
        {
            _world.Trace.Add(_world.Now, _world.Acting?.Name ?? "-", $"{line.Stream} {line.Version} {line.Body}");
            if (line.Stream.StartsWith("request/", StringComparison.Ordinal))
                Look(new RequestId(line.Stream["request/".Length..]), EventJson.ReadAccess(line));
            else if (line.Stream == StreamId.Links.Value)
                Look(EventJson.ReadLinking(line));
            else if (line.Stream == StreamId.Catalogue.Value)
                Look(EventJson.ReadCatalogue(line));
            else if (line.Stream == StreamId.Freezes.Value)
                Look(EventJson.ReadFreeze(line));
            else if (line.Stream == StreamId.Emergencies.Value)
                Look(EventJson.ReadEmergency(line));
            else if (line.Stream != StreamId.Operations.Value)
                Look(line.Stream, EventJson.ReadHolding(line));
        }

        if (lines.Count > 0 && (lines[0].Stream.StartsWith("request/", StringComparison.Ordinal) || lines[0].Stream.StartsWith("holding/", StringComparison.Ordinal)))
            CheckNothingIsLost(lines[0].Stream);
    }

    private void Look(RequestId id, AccessEvent happened)
    {
        if (happened is AccessEvent.Asked asked)
            _requests[id] = Begin(id, asked);
        if (happened is AccessEvent.Refused refused)
            CheckEnough(id, refused);
        if (!_requests.TryGetValue(id, out var request))
            return;
        switch (happened)
        {
            case AccessEvent.Approved e:
                Expect(request.Votes.TryAdd(e.Approver.Id, e), "I7 one vote a person", $"{id}: {e.Approver.Id} votes twice");
                CheckVote(request, e);
                break;
            case AccessEvent.ApprovalTakenBack e:
                request.Votes.Remove(e.Approver.Id);
                Expect(request.GrantBegunAt is null || request.AsksUntil is not null, "I7 one decision", $"{id}: a vote is taken back after the decision");
                break;
            case AccessEvent.GrantBegun begun:
                CheckSaysFrozen(id, begun);
                Expect(request.GrantBegunAt is null && !request.IsClosed, "I7 one decision", $"{id} is decided twice");
                (request.GrantBegunAt, request.Decided) = (_world.Now, [.. request.Votes.Values]);
                CheckApproval(request);
                break;
            case AccessEvent.GrantConfirmed e:
                request.Confirmed = e;
                CheckLength(request, e);
                break;
            case AccessEvent.RevocationBegun e:
                CheckNotEarly(request, e);
                (request.EndBegunAt, request.Cause) = (_world.Now, e.Cause);
                break;
            case AccessEvent.GrantFailed:
                (request.EndBegunAt, request.Cause) = (_world.Now, EndCause.NotGrantable);
                break;
            case AccessEvent.Ended e:
                (request.Ended, request.EndedAt, request.EndedInTruthAt) = (e.How, e.At, _world.Now);
                CheckEnd(request, e.How);
                break;
            case AccessEvent.EvidenceRead or AccessEvent.EvidenceMissed:
                CheckEvidenceLine(request);
                break;
            case AccessEvent.Denied or AccessEvent.Withdrawn or AccessEvent.Lapsed or AccessEvent.CouldNotBeGranted or AccessEvent.Voided:
                LookAtClosing(request, happened);
                break;
        }

        LookAtStages(request, happened);
        LookAtGlass(request, happened);
        LookAtWarning(request, happened);
        LookAtWithdrawal(request, happened);
        LookAtSessions(request, happened);
    }

    private void LookAtClosing(RequestRecord request, AccessEvent happened)
    {
        Expect(request.GrantBegunAt is null && !request.IsClosed, "I7 one decision", $"{request.Id} is closed after it was decided");
        request.IsClosed = true;
        if (happened is AccessEvent.Lapsed)
            CheckLapse(request);
    }

    private void Look(string stream, HoldingEvent happened)
    {
        var holding = _holdings.GetValueOrDefault(stream);
        var key = happened switch { HoldingEvent.Claimed e => e.Key, HoldingEvent.Released e => e.Key, _ => null };
        if (holding is null && key is not null)
            _holdings[stream] = holding = new HoldingRecord(key);
        switch (happened)
        {
            case HoldingEvent.Claimed e:
                if (!holding!.EarlyReleases.Remove(e.Request))
                    holding.Claims[e.Request] = e.NotAfter;
                break;
            case HoldingEvent.Released e:
                if (!holding!.Claims.Remove(e.Request))
                    holding.EarlyReleases.Add(e.Request);
                break;
            case HoldingEvent.AttemptBegun e:
                holding!.InFlight = holding.Key.AttemptName(e.Attempt);
                holding.Attempts[holding.InFlight] = new AttemptRecord(e, _world.Now, [.. holding.Claims.Keys]);
                CheckAttempt(holding, e);
                break;
        }
    }

    private void Expect(bool holds, string rule, string what)
    {
        if (!holds)
            _world.Violation(rule, what);
    }

    private HoldingRecord? Find(HoldingKey key) => _holdings.GetValueOrDefault(StreamId.Of(key.Id).Value);

    private IEnumerable<RequestRecord> ClaimsOf(HoldingRecord holding) =>
        holding.Claims.Keys.Select(id => _requests.GetValueOrDefault(id)).OfType<RequestRecord>();
}
