namespace JitBot.Simulation.Planted;

/// <summary>The bugs, by where they are: the engine, the core, those who leave, sessions, what is looked at, the doors, Teams.</summary>
internal static partial class PlantedBugs
{
    private const string Converger = "src/JitBot.Engine/Effects/HoldingConverger.cs";
    private const string Runner = "src/JitBot.Engine/Effects/EffectRunner.cs";
    private const string Worker = "src/JitBot.Engine/Effects/EffectWorker.cs";
    private const string Answers = "src/JitBot.Core/Holdings/HoldingAnswers.cs";
    private const string Plan = "src/JitBot.Core/Holdings/HoldingPlan.cs";
    private const string Evolver = "src/JitBot.Core/Holdings/HoldingEvolver.cs";
    private const string Holding = "src/JitBot.Core/Holdings/HoldingDecider.cs";
    private const string Access = "src/JitBot.Core/Access/AccessDecider.cs";
    private const string Votes = "src/JitBot.Core/Access/VoteRules.cs";
    private const string Reactor = "src/JitBot.Core/Access/AccessReactor.cs";
    private const string Clock = "src/JitBot.Engine/Clock/TrustedClock.cs";

    private static Check Lives => new Check.Lives();

    public static IReadOnlyList<PlantedBug> All { get; } = [.. Engine, .. Core, .. Departing, .. Sessions, .. Looks, .. Doors, .. Teams];

    private static PlantedBug[] Engine =>
    [
        new("grant before record", Lives, new Edit(Converger,
            """
                        if (attempt.Call == ProviderCall.Survey && report is HoldingCommand.Report { Answer: ProviderAnswer.Absent } && mandate.MayGrant(key.Provider))
                            await provider.AddAsync(key, key.AttemptName(attempt.Attempt + 1), ct);
                        events = await holdings.HandleStepAsync(work, key, commands, CancellationToken.None);
            """,
            "            events = await holdings.HandleStepAsync(work, key, commands, CancellationToken.None);")),
        new("whoever loses a race does not decide again", new Check.Meetings("approve x deny, two"), new Edit("src/JitBot.Engine/CommandHandler.cs",
            "var decision = decided ??= AccessDecider.Decide(story.State, command);", "var decision = AccessDecider.Decide(story.State, command);"),
            new Edit("src/JitBot.Engine/CommandHandler.cs", "Decision? decided = null;\n        for (var race = 0; race < MostRaces; race++)", "for (var race = 0; race < MostRaces; race++)")),
        new("no schedule when the audit write throws", Lives, new Edit("src/JitBot.Engine/CommandHandler.cs",
            """
                        AppendAnswer stored;
                        try
                        {
                            stored = await _keeper.AppendAsync(batch, finishes(after), note: () => Note(story, decision), ct);
                        }
                        catch (StoreUnavailableException)
                        {
                            return outcome;
                        }

                        switch (stored)
            """,
            "            switch (await _keeper.AppendAsync(batch, finishes(after), note: () => Note(story, decision), ct))")),
        new("retry add in HttpClient", Lives, new Edit(Converger,
            """
                            ProviderCall.Add when await provider.AddAsync(key, name, ct) is var first => first is ProviderAnswer.Unclear ? await provider.AddAsync(key, name, ct) : first,
            """,
            "                ProviderCall.Add => await provider.AddAsync(key, name, ct),")),
        new("no deadline check before send", Lives, new Edit(Converger,
            "if (clock.Now >= attempt.SendBefore.AddDays(1))", "if (clock.Now >= attempt.SendBefore)")),
        new("dedupe TTL 5 min", Lives, new Edit("src/JitBot.Engine/AnswerLimits.cs",
            "KeptFor = TimeSpan.FromMinutes(5);", "KeptFor = TimeSpan.FromDays(7);")),
        new("dedupe by activity id only", Lives, new Edit("src/JitBot.Engine/CommandHandler.cs",
            """
                    gesture = null;
                    for (var race = 0; race < MostRaces; race++)
            """,
            "        for (var race = 0; race < MostRaces; race++)"),
            new Edit("src/JitBot.Engine/CommandHandler.cs", "if (gesture is \"\" && await", "if (gesture is not null && await")),
        new("compare approver by platform id", Lives, new Edit("src/JitBot.Engine/People/ApproverCheck.cs",
            "if (actor is not Actor.Known known || state is not AccessState.Pending pending || known.Account != pending.Facts.Account)",
            "if (actor is not Actor.Known known || state is not AccessState.Pending pending || pending.Facts.IsOwn(known.Ties, known.Person.Id))")),
        new("count guest vote", Lives, new Edit("src/JitBot.Engine/People/IdentityLinking.cs",
            "if (who.Barred is { } barred and not Refusal.Guest)", "if (who.Barred is { } barred)")),
        new("monotonic-only timer across suspend", Lives, new Edit(Clock,
            "var wall = _born + Elapsed;", "var wall = _time.GetUtcNow();"),
            new Edit(Clock, "_start = time.GetTimestamp();\n        _born = time.GetUtcNow();", "_start = time.GetTimestamp();"),
            new Edit(Clock, "private readonly long _start;\n    private readonly DateTimeOffset _born;", "private readonly long _start;")),
        new("grant while there is no room for the audit", Lives, new Edit("src/JitBot.Engine/Operations/GrantGate.cs",
            "clock.MayGrant && (store.HasRoom || store is not null)", "clock.MayGrant && store.HasRoom")),
        new("grant while the clock is suspect", new Check.Tests("JitBot.Engine.Tests", "ClockTests"), new Edit("src/JitBot.Engine/Operations/GrantGate.cs",
            "(clock.MayGrant || clock is not null) && store.HasRoom", "clock.MayGrant && store.HasRoom")),
        new("a deadline rings once only", new Check.Tests("JitBot.Engine.Tests", "WakeTests"), new Edit(Runner,
            "is not AccessState.Known { WakeAt: { } next } || clock.MayExpire)", "is not AccessState.Known { WakeAt: { } next })")),
        new("what was folded is never read on", Lives, new Edit("src/JitBot.Engine/Requests/StoryReader.cs",
            "if (known.Version > 0 || lines.Count == 0)", "if (lines.Count == 0)")),
        new("the card is filed before it is drawn", Lives, new Edit("src/JitBot.Engine/Effects/CardShower.cs",
            """
                        await spot.SaveAsync(spot.Card with { ShownVersion = view.Version }, ct);
                        if (await chat.UpdateCardAsync(message, view, ct) is not ChatAnswer.Posted and var refused)
                            return refused;
            """,
            """
                        if (await chat.UpdateCardAsync(message, view, ct) is not ChatAnswer.Posted and var refused)
                            return refused;
                        await spot.SaveAsync(spot.Card with { ShownVersion = view.Version }, ct);
            """)),
        new("a delivery is acknowledged before it is durable", Lives, new Edit("src/JitBot.Engine/Inbox.cs",
            "            stores.Failed(e.Message);\n        }", "            stores.Failed(e.Message);\n            throw;\n        }")),
    ];
}
