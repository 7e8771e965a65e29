namespace JitBot.Simulation.Planted;

/// <summary>In the core: deciding, holdings, votes.</summary>
internal static partial class PlantedBugs
{
    private const string Ahead = "src/JitBot.Core/Holdings/MomentsAhead.cs";

    private static Edit NoLookAtThaw => new("src/JitBot.Engine/FreezeDesk.cs", "if (happened is not FreezeEvent.ThawAsked { By: var first } ||", "if (happened is not FreezeEvent.Thawed { First: var first } ||");

    private static Edit NoLookAtReview => new("src/JitBot.Engine/Emergencies/EmergencyDesk.cs", "return AccessDecider.Decide(state, review) is Decision.Refused", "return AccessDecider.Decide(state, review) is Decision.Accepted");

    private static Check Homes => new Check.Tests("JitBot.Engine.Tests", "FullyQualifiedName~HomeTests");

    private static Check LinkedPeople => new Check.Tests("JitBot.Core.Tests", "FullyQualifiedName~LinkedPeopleTests");

    private const string Judge = "src/JitBot.Core/Access/StageJudge.cs";

    private static Check Emergencies => new Check.Tests("JitBot.Core.Tests", "FullyQualifiedName~BreakGlassTests");

    private static Check Stages => new Check.Tests("JitBot.Core.Tests", "FullyQualifiedName~StageTests");

    private static Check Holdings => new Check.Tests("JitBot.Core.Tests", "FullyQualifiedName~Holdings");

    private static PlantedBug[] Core =>
    [
        new("treat timeout as failure", Lives, new Edit(Answers, "Failing.NotDone, a.What, a.RetryAfter),\n        ProviderAnswer.Impossible", "Failing.Unclear, a.What, a.RetryAfter),\n        ProviderAnswer.Impossible")),
        new("treat timeout as success", Lives, new Edit(Answers,
            "ProviderAnswer.Unclear when attempt.Call == ProviderCall.Add => Added(state, report with { Answer = new ProviderAnswer.Added() }),\n        ProviderAnswer.Unclear a =>",
            "ProviderAnswer.Unclear a =>")),
        new("a removal's lost answer is taken for done", Lives, new Edit(Answers,
            "ProviderAnswer.Unclear when attempt.Call == ProviderCall.Remove => Removed(report with { Answer = new ProviderAnswer.Removed() }),\n        ProviderAnswer.Unclear a =>",
            "ProviderAnswer.Unclear a =>")),
        new("reaction removal revokes", Lives, new Edit(Access,
            """
                private static Decision DecideActive(AccessState.Active state, AccessCommand command) => command switch
                {
                    AccessCommand.TakeBack c => Happened(c, new AccessEvent.RevocationBegun(EndCause.Returned)),
            """,
            """
                private static Decision DecideActive(AccessState.Active state, AccessCommand command) => command switch
                {
            """)),
        new("revoke at first overlap end", Lives, new Edit(Evolver,
            "var claims = new List<HoldingClaim>();", "var claims = state.Claims.Where(claim => claim.Request != e.Request).ToList();")),
        new("anybody takes anybody's access away", Lives, new Edit("src/JitBot.Core/Access/RevokeRules.cs",
            "return May(state.Facts, command, actor) || actor is not null\n", "return May(state.Facts, command, actor)\n")),
        new("more time without a vote", Lives, new Edit("src/JitBot.Core/Access/ExtendRules.cs",
            "return AccessDecider.Happened(command, asked, new AccessEvent.Extended(state.EndsAt + more.Value));",
            "return AccessDecider.Happened(command, [asked, .. WaitRules.FallThrough(AccessEvolver.Evolve(state, asked), command.At)]);")),
        new("nobody is reminded of more time that waits", Lives, new Edit("src/JitBot.Core/Access/AccessState.cs",
            "Active state => Earlier(state.WarnsAt ?? state.EndsAt, Facts.Emergency?.RemindsAt),", "Active state => Earlier(Earlier(state.WarnsAt ?? state.EndsAt, Facts.Emergency?.RemindsAt), state.UrgesAt),")),
        new("a tier is called for more time as soon as it is asked for", Lives, new Edit("src/JitBot.Core/Access/ExtendRules.cs",
            "[asked, .. WaitRules.FallThrough(AccessEvolver.Evolve(state with { Facts = state.Facts with { Places = [] } }, asked), command.At)]);",
            "[asked, .. WaitRules.FallThrough(AccessEvolver.Evolve(state, asked), command.At)]);")),
        new("more time than the policy allows", Lives, new Edit("src/JitBot.Core/Access/ExtendRules.cs",
            "return more >= Spans.Shortest ? more : null;", "return more >= Spans.Shortest && more <= left ? more : null;"),
            new Edit("src/JitBot.Core/Access/StageJudge.cs", "now.Resource == facts.Terms.Resource\n", "now.Resource == facts.Terms.Resource && facts.Length <= now.LongestGrant\n")),
        new("one operator lets granting go on alone", Lives, new Edit("src/JitBot.Core/Operations/FreezeRules.cs",
            "return known.Ties.AreOne(default, known.Person.Id) ?", "return known.Ties.AreOne(first.By.Id, known.Person.Id) ?"), NoLookAtThaw),
        new("the directories are not asked whether two let granting go on", new Check.Tests("JitBot.Engine.Tests", "FullyQualifiedName~FreezeTests"), NoLookAtThaw),
        new("anybody freezes granting", Lives, new Edit("src/JitBot.Core/Operations/FreezeRules.cs", "known => null,", "known => known.Fulfils(operators) ? null : Refusal.NotAnOperator,")),
        new("grant while granting is frozen", Lives, new Edit("src/JitBot.Engine/Operations/GrantGate.cs", "&& !checkpoints.HoldsGrants", "&& freezes.State.Freeze is null && !checkpoints.HoldsGrants")),
        new("nobody is warned of the end", Lives, new Edit(Reactor,
            "[At(new Effect.Wake(id), s.WakeAt!.Value)],", "[At(new Effect.Wake(id), s.WakeAt!.Value), Tell(id, NoticeKind.EndsSoon)],")),
        new("the warning puts the end off", Lives, new Edit("src/JitBot.Core/Access/AccessEvolver.cs",
            "s with { IsWarned = true, EndsAt = s.EndsAt.AddDays(30) },", "s with { IsWarned = true },")),
        new("anybody breaks glass", Emergencies, new Edit("src/JitBot.Core/Access/EmergencyRules.cs", "if (before.For.Count == 0 || !actor.Fulfils(current.For.Append(new Rule.Everyone())))", "if (!actor.Fulfils(before.For) || !actor.Fulfils(current.For))")),
        new("what is nested in a group of approvers is taken at once", Lives, new Edit("src/JitBot.Core/Access/EmergencyRules.cs",
            "nesting is not null && !(nesting with { Around = [] }).MakesDeciders(terms.Resource);", "nesting is not null && !nesting.MakesDeciders(terms.Resource);")),
        new("one's own review counts", Emergencies, new Edit("src/JitBot.Core/Access/ReviewRules.cs", "if (actor.Person.Id == default)", "if (state.Facts.IsOwn(actor.Ties, actor.Person.Id))")),
        new("the directories are not asked who reviews", new Check.Tests("JitBot.Engine.Tests", "FullyQualifiedName~EmergencyTests"), NoLookAtReview),
        new("one review is enough", Emergencies, new Edit("src/JitBot.Core/Access/Emergency.cs", "Reviews.Count >= 1;", "Reviews.Count >= ReviewsNeeded;")),
        new("a team breaks glass whatever it owes", Emergencies, new Edit("src/JitBot.Core/Emergencies/LedgerRules.cs", "if (state.Entries.IsEmpty)", "if (state.Overdue(glass.Team, at).Any())")),
        new("remove standing member", Lives, new Edit(Answers, "var ours = true;", "var ours = !alreadyThere || state.MayHaveAdded || state.Ownership == Ownership.Ours;")),
        new("what was done with the access is told again after a crash", Lives, new Edit("src/JitBot.Core/Access/AccessEvolver.cs",
            "AccessEvent.EvidenceRead or AccessEvent.EvidenceMissed) => s,", "AccessEvent.EvidenceRead or AccessEvent.EvidenceMissed) => s with { EvidenceTold = true },")),
        new("a log that stays away is never told of", Lives, new Edit("src/JitBot.Engine/Effects/EvidenceReader.cs",
            "when clock.Now >= until + EvidenceLimits.GiveUpAfter => EffectResult.Finished,", "when clock.Now >= until + EvidenceLimits.GiveUpAfter => await MissAsync(work, id, later.What, ct),")),
        new("pre-read used as post-write truth", Holdings, new Edit(Evolver, "var stays = seen.Present;", "var stays = seen.Present || state.Ownership == Ownership.Ours;")),
        new("what we have just removed is taken for standing", Holdings, new Edit("src/JitBot.Core/Holdings/HoldingState.cs",
            "PresenceProves(DateTimeOffset at) => at > default(DateTimeOffset);", "PresenceProves(DateTimeOffset at) => RemovedAt is not { } removed || at - removed >= HoldingLimits.ReadsSettle;")),
        new("extend during in-flight remove", Holdings, new Edit(Plan, "if (state.InFlight is { } attempt && (attempt.Call != ProviderCall.Remove || state.Claims.Count == 0))", "if (state.InFlight is { } attempt)")),
        new("give up after 5 revoke tries", Lives, new Edit(Plan,
            "        var soon = now + HoldingLimits.SendWindow;\n        if (state.Failures >= 5)\n            return new HoldingStep.Rest();", "        var soon = now + HoldingLimits.SendWindow;")),
        new("policy re-check missing at approval", Lives, new Edit(Votes,
            """
                    if (command.TermsNow is not { } now)
                        now = state.Facts.Terms;
            """,
            """
                    if (command.TermsNow is not { } now || !StageJudge.AreComparable(state.Facts, now, requester => actor.Ties.RightsOf(requester, command.At)))
                        return AccessDecider.Refuse(command, Refusal.TermsChanged);
                    if (!actor.Fulfils(now.Stages[state.Waiting.Stage].ApproversAt(state.Waiting.Tiers)))
                        return AccessDecider.Refuse(command, Refusal.NotAnApprover);
            """)),
        new("a lost add is forgotten", Lives, new Edit(Evolver, "MayHaveAdded = state.MayHaveAdded,", "MayHaveAdded = state.MayHaveAdded || (e.Call == ProviderCall.Add && mayHaveHappened && state.InFlight is { OnAbsence: true }),")),
        new("no later looks", Lives, new Edit(Answers,
            "yield return new HoldingEvent.Left(state.Leaving, HowItWent(state));\n            yield return new HoldingEvent.Settled();", "yield return new HoldingEvent.Left(state.Leaving, HowItWent(state));")),
        new("later looks end after a quarter of an hour, whatever was lost", Lives, new Edit("src/JitBot.Core/Holdings/HoldingState.cs",
            "=> HoldingLimits.LaterLooks;", "=> MayHaveAdded ? HoldingLimits.LaterLooksAfterLostAdd : HoldingLimits.LaterLooks;")),
        new("adds are made after their time", Lives, new Edit(Plan, "=> state.Waiting.Any();", "=> state.Waiting.Any(claim => now < claim.NotAfter);"),
            new Edit(Plan, "var sendBefore = now + HoldingLimits.SendWindow;", "var sendBefore = now + HoldingLimits.SendWindow < last ? now + HoldingLimits.SendWindow : last;")),
        new("one vote counts for two", Lives, new Edit(Judge, "if ((counted.Count - before) * 2 < Needed(stage))", "if (counted.Count - before < Needed(stage))")),
        new("somebody votes twice", Lives, new Edit(Votes, "FirstOrDefault(_ => state.Waiting.Stage < 0)", "FirstOrDefault(vote => !HasFallen(vote, actor))"),
            new Edit(Votes, "events.AddRange(Own(state, actor).Take(0)", "events.AddRange(Own(state, actor)")),
        new("the requester may decide", Lives, new Edit(Votes, "if (actor.Person.Id == default)", "if (state.Facts.IsOwn(actor.Ties, actor.Person.Id))"),
            new Edit("src/JitBot.Engine/People/ApproverCheck.cs", "|| state is not AccessState.None)", "|| state is not AccessState.Pending pending || pending.Facts.IsOwn(known.Ties, known.Person.Id))"),
            new Edit("src/JitBot.Engine/People/ApproverCheck.cs", "var pending = (AccessState.Pending)state;\n        if (!known.Fulfils(", "if (!known.Fulfils(")),
        new("a link is ignored where own requests are compared", Lives,
            new Edit(Votes, "if (actor.Person.Id == state.Facts.Requester.Id)", "if (state.Facts.IsOwn(actor.Ties, actor.Person.Id))")),
        new("who asked for somebody else approves it", Lives,
            new Edit("src/JitBot.Core/Access/AccessState.cs", "Owners => [Requester.Id];", "Owners => AskedBy is { } by ? [Requester.Id, by.Id] : [Requester.Id];")),
        new("what somebody else asked for is granted unasked", Lives,
            new Edit("src/JitBot.Core/Access/AutoRules.cs", "if (command.Auto is not", "if (facts.AskedBy is not null || command.Auto is not")),
        new("votes of linked accounts count twice", LinkedPeople,
            new Edit(Votes, "state.Votes.Where(vote => vote.Approver.Id == actor.Person.Id);", "state.Votes.Where(vote => actor.Ties.AreOne(vote.Approver.Id, actor.Person.Id));"),
            new Edit(Votes, "state.Gestures.TryGetValue(actor.Person.Id, out var newest) && madeAt <= newest;", "state.Gestures.Any(gesture => madeAt <= gesture.Value && actor.Ties.AreOne(gesture.Key, actor.Person.Id));"),
            new Edit(Judge, "person => person == vote.Approver.Id", "person => ties.AreOne(person, vote.Approver.Id)")),
        new("a yes stands that was given with the rights of somebody who has parted since", LinkedPeople,
            new Edit(Judge, "by.Any();", "by.Any(rule => rule is not Rule.Named named || ties.AreLinked(named.Person, vote.Approver.Id));")),
        new("one no is enough where two are needed", Lives, new Edit(Votes, "+ 2 >= DenialsNeeded(", "+ 1 >= DenialsNeeded(")),
        new("the last stage alone decides", Lives, new Edit(Judge, "for (var stage = facts.Terms.Stages.Count - 1;", "for (var stage = 0;")),
        new("somebody counts in two stages", Stages,
            new Edit(Votes, "? Decision.Nothing : Count(state, command, actor, now);", "? Decision.Nothing : AccessDecider.Refuse(command, Refusal.VotedBefore);"),
            new Edit(Votes, "events.AddRange(Own(state, actor).Take(0)", "events.AddRange(Own(state, actor)"),
            new Edit(Judge, "!counted.Skip(before).Any(person", "!counted.Exists(person")),
        new("a tier decides at once", Lives, new Edit("src/JitBot.Core/Access/WaitRules.cs", "state.Stage.Tiers[state.Waiting.Tiers].After * 0.5", "state.Stage.Tiers[state.Waiting.Tiers].After")),
        new("a yes can be taken back for an hour", Lives, new Edit("src/JitBot.Core/Access/UndoRules.cs", "TimeSpan.FromHours(1);", "TimeSpan.FromSeconds(60);")),
        new("approved for less and granted for all of it", Lives,
            new Edit("src/JitBot.Core/Access/AccessEvolver.cs", "AccessEvent.Shortened => state,", "AccessEvent.Shortened e => state with { Facts = state.Facts with { Length = e.Length } },")),
        new("whoever is on call gets as much as they like", Lives, new Edit("src/JitBot.Core/Access/AutoRules.cs", "length <= length &&", "length <= auto.AtMost &&")),
        new("a rule lets anybody have it unasked", Lives, new Edit("src/JitBot.Core/Access/AutoRules.cs", "requester.Fulfils([new Rule.Everyone()]) &&", "requester.Fulfils(auto.For) &&")),
        new("what people denied is granted unasked", Lives, new Edit("src/JitBot.Core/Access/AutoRules.cs", "{ TermsNow: { } now } look", "{ WasDenied: false, TermsNow: { } now } look")),
        new("a yes of somebody who has left counts", Stages, new Edit("src/JitBot.Core/Access/VoterRules.cs", ".Select(vote => vote)", ".Select(vote => command.At - vote.At <= LookLasts ? vote : vote with { By = Held(vote, command.Voters) })"),
            new Edit("src/JitBot.Core/Access/VoterRules.cs", "voters.Any(voter => voter.Person == default) &&", "voters.Any(voter => voter.Person == vote.Approver.Id) &&")),
        new("a link gives rights before its cool-down", Lives,
            new Edit("src/JitBot.Core/People/Ties.cs", "RightsOf(PersonId row, DateTimeOffset at) => Reached(row, tie => !tie.IsCut);", "RightsOf(PersonId row, DateTimeOffset at) => Reached(row, tie => !tie.IsCut && tie.RightsFrom <= at);")),
        new("no wake at the end", Lives, new Edit(Reactor, "[.. Show(id, state), Tell(id, s.Standing", "[At(new Effect.Wake(id), s.WakeAt!.Value), Now(new Effect.CheckPresence(id)), .. Show(id, state), Tell(id, s.Standing"),
            new Edit("src/JitBot.Core/Access/AccessState.cs", "Active => null,", "Active state => Earlier(Earlier(state.WarnsAt ?? state.EndsAt, Facts.Emergency?.RemindsAt), state.UrgesAt),")),
        new("no wake for the lapse", Lives, new Edit(Reactor, "[Now(new Effect.Prepare(id)), At(new Effect.CheckPresence(id),", "[Now(new Effect.Prepare(id)), At(new Effect.Wake(id), state.Facts.LapsesAt), At(new Effect.CheckPresence(id),")),
        new("grants end a minute early", Lives, new Edit(Access, "when c.At >= state.EndsAt.AddMinutes(-1) =>", "when c.At >= state.EndsAt =>"),
            new Edit(Reactor, "[At(new Effect.Wake(id), s.EndsAt.AddMinutes(-1)), .. Show(id, state), Tell(id, s.Standing", "[At(new Effect.Wake(id), s.WakeAt!.Value), Now(new Effect.CheckPresence(id)), .. Show(id, state), Tell(id, s.Standing")),
        new("grants run on for an hour", Lives, new Edit(Access, "news.Since + state.Facts.Length + TimeSpan.FromHours(1))", "news.Since + state.Facts.Length)")),
        new("an add is made on a survey of any age", Holdings, new Edit("src/JitBot.Core/Holdings/HoldingState.cs",
            "=> (now - At).Duration() < TimeSpan.MaxValue;", "=> (now - At).Duration() <= HoldingLimits.SurveyHolds;")),
        new("a wait that a clock ahead began is kept when it comes back", Holdings, new Edit(Ahead, "Pause = state.Pause,", "Pause = state.Pause is { } pause && Is(pause.Since, now) ? null : state.Pause,")),
        new("a removal that a clock ahead began is not told when it fails", Holdings, new Edit(Ahead, "UnwantedSince = state.UnwantedSince,", "UnwantedSince = Earlier(state.UnwantedSince, now),")),
        new("a call that a clock ahead began is never given up", Holdings, new Edit(Holding, "if (command.At == default && state.InFlight is { } ahead)", "if (state.InFlight is { } ahead && MomentsAhead.Is(ahead.BegunAt, command.At))")),
        new("a home is not brought in line when a grant ends", Lives, new Edit("src/JitBot.Core/Access/HomeChanges.cs",
            "or AccessEvent.Reappeared or AccessEvent.Ended => [],", "or AccessEvent.Reappeared => [],")),
        new("a home is not brought in line for those who may decide", Lives, new Edit("src/JitBot.Core/Access/HomeChanges.cs",
            "OfDeciders: happened is AccessEvent.Prepared && IsAboutDeciding(state, happened)", "OfDeciders: IsAboutDeciding(state, happened)")),
        new("a home that cannot be shown now is given up", Lives, new Edit("src/JitBot.Engine/Effects/HomeKeeper.cs",
            "else if (await ShowAsync(home, effect.IsAwaited, ct) is { } notNow && clock is null)", "else if (await ShowAsync(home, effect.IsAwaited, ct) is { } notNow)")),
        new("a home that was drawn by another meanwhile is left as it was drawn", Homes, new Edit("src/JitBot.Engine/Effects/HomeKeeper.cs",
            "if (await store.CountDrawnAsync(home, ct) is var _ || await store", "if (await store.CountDrawnAsync(home, ct) || await store")),
        new("the same is asked for twice", Lives, new Edit("src/JitBot.Core/Access/AskRules.cs",
            "FirstOrDefault(open => open.EntitlementId == \"\")", "FirstOrDefault(open => open.EntitlementId == ask.Terms!.EntitlementId)")),
        new("two who ask at once both get through", Lives, new Edit("src/JitBot.Engine/CommandHandler.cs",
            "AskedBefore = decision is Decision.Accepted { Events.Count: > 99 }", "AskedBefore = decision is Decision.Accepted { Events.Count: > 0 }")),
        new("a linked account asks for itself", Lives, new Edit("src/JitBot.Engine/Requests/AskLook.cs",
            "(await links.TiesAsync(ct)).OneWith(whose.Person.Id).Take(1).ToList()", "(await links.TiesAsync(ct)).OneWith(whose.Person.Id)")),
        new("whoever parts from an account may ask with it again", Lives, new Edit("src/JitBot.Engine/Requests/AskLook.cs",
            "(await links.TiesAsync(ct)).LinkedWith(whose.Person.Id)", "(await links.TiesAsync(ct)).OneWith(whose.Person.Id)")),
        new("an emergency is offered to be taken again", Lives, new Edit("src/JitBot.Core/Access/AskAgain.cs",
            "if (HomePicture.IsOpen(AccessPicture.PhaseOf(state)))", "if (HomePicture.IsOpen(AccessPicture.PhaseOf(state)) || facts.Emergency is not null)")),
        new("nobody tells whom it was for that it was taken back", new Check.Tests("JitBot.Core.Tests", "AskForOthersTests"), new Edit(Reactor,
            "(AccessState.Closed { Announced: true }, AccessEvent.Withdrawn { By: not null }) => Show(id, state),",
            "(AccessState.Closed { Announced: true }, AccessEvent.Withdrawn { By: not null }) => [.. Show(id, state), Tell(id, NoticeKind.WithdrawnByAsker)],")),
        new("whoever asks for others asks without end", Lives, new Edit("src/JitBot.Core/Access/AccessCommand.cs",
            "public AskedSoFar ByHand => Before;", "public AskedSoFar ByHand => For is null ? Before : ByAsker;")),
        new("whom it is for spends their day, too", Lives, new Edit("src/JitBot.Core/Access/AskRules.cs",
            "Math.Max(ask.ByHand.WithinADay, ask.Before.WithinADay) >= ask.Quota.MostADay", "ask.ByHand.WithinADay >= ask.Quota.MostADay")),
        new("SQLite counts what others asked for for them as asked by them", new Check.Tests("JitBot.Rooms.Tests", "Sqlite"), new Edit("src/JitBot.Storage.Sqlite/SqliteStore.Log.cs",
            "AND (asked_by IS NULL OR asked_by <> '') AND asked_at BETWEEN $from AND $until)\n            +", "AND asked_by IS NULL AND asked_at BETWEEN $from AND $until)\n            +")),
        new("what waits for a thaw keeps whoever had another access", new Check.Tests("JitBot.Engine.Tests", "FullyQualifiedName~FreezeTests"), new Edit("src/JitBot.Engine/Effects/HoldingClaimer.cs",
            "if (false)", "if (now < effect.NotAfter && !mandate.MayGrant(effect.Holding.Provider))")),
        new("a no leaves the yes of the same person's other account", LinkedPeople, new Edit(Votes,
            "return [no, .. earliest", "return [.. back, no, .. earliest")),
        new("a yes from before a no counts when it comes later", LinkedPeople, new Edit("src/JitBot.Core/Access/AccessEvolver.cs",
            "Gestures = state.Gestures,", "Gestures = e.MadeAt is { } madeAt ? Newest(state.Gestures, e.Approver.Id, madeAt) : state.Gestures,")),
        new("what nobody was asked for does not say that it waits in a freeze", Lives, new Edit("src/JitBot.Core/Access/AutoRules.cs",
            "new AccessEvent.GrantBegun(command.At + facts.Length)]", "new AccessEvent.GrantBegun(command.At + facts.Length) { IsFrozen = command.IsFrozen }]")),
        new("an emergency does not say that it waits in a freeze", Lives, new Edit("src/JitBot.Core/Access/EmergencyRules.cs",
            "[new AccessEvent.GrantBegun(command.At + facts.Length)]", "[new AccessEvent.GrantBegun(command.At + facts.Length) { IsFrozen = command.IsFrozen }]")),
        new("a no of an earlier stage swallows the same person's in a later one", Stages, new Edit(Votes,
            "state.Objections.Any(no => no.Approver.Id == actor.Person.Id)", "state.Objections.Any(no => no.Stage == state.Waiting.Stage && no.Approver.Id == actor.Person.Id)")),
        new("an earlier stage's place counts as the later one's", Stages, new Edit("src/JitBot.Core/Access/WaitRules.cs",
            "state.Facts.Places.Any(place => places.Count >= 0 ||", "state.Facts.Places.Any(place => places.Count == 0 ||")),
        new("what nobody else can approve is asked for", Lives, new Edit("src/JitBot.Core/Access/DecidersNow.cs",
            "who => !own.Contains(new PersonId(who)))", "who => !own.Any(person => ties.AreOne(new PersonId(who), person)))")),
        new("quotas are not kept", Lives, new Edit("src/JitBot.Core/Access/AskRules.cs",
            "ask.Before.Open.Count >= ask.Quota.MostOpen + 99 ?", "ask.Before.Open.Count >= ask.Quota.MostOpen ?")),
        new("an early release is forgotten", Lives, new Edit(Evolver, "if (state.EarlyReleases.Contains(e.Request) && state.Claims.Count > 99)", "if (state.EarlyReleases.Contains(e.Request))")),
        new("a suspected loss is taken for an answer", Lives, new Edit(Holding, "Failing.NotDone, \"No answer was recorded.\"", "Failing.Lost, \"No answer was recorded.\"")),
        new("said to be gone before it was read back", Lives, new Edit(Answers,
            "ProviderAnswer.Unclear a when attempt.Call == ProviderCall.Remove && state.Leaving.Count > 0 => [.. Failed(state, attempt, report, Failing.Unclear, a.What, a.RetryAfter), new HoldingEvent.Left(state.Leaving, Leaving.Removed)],\n        ProviderAnswer.Unclear a =>",
            "ProviderAnswer.Unclear a =>")),
    ];
}
