namespace JitBot.Simulation.Planted;

/// <summary>Of what is looked at before anything is decided: who says yes to more time, whether people said no today, and where a schedule is read.</summary>
internal static partial class PlantedBugs
{
    private static Check EarlierAnswers => new Check.Tests("JitBot.Engine.Tests", "FullyQualifiedName~AutoLookTests");

    private static Check ReadElsewhere => new Check.Tests("JitBot.Engine.Tests", "FullyQualifiedName~CatalogueTests");

    private static Check Editions => new Check.Tests("JitBot.Core.Tests", "FullyQualifiedName~EditionPlanTests");

    private static PlantedBug[] Looks =>
    [
        new("more time that is asked for meanwhile is approved by whoever was looked at before it", new Check.Tests("JitBot.Engine.Tests", "FullyQualifiedName~ApproverCheckTests"),
            new Edit("src/JitBot.Engine/AccessDesk.cs",
                "var (before, actor, now) = await LookAsync(who, request, ct);\n        return await requests.HandleAsync(request, _ => LookAtYesAsync(before, actor,",
                "var (_, actor, now) = await LookAsync(who, request, ct);\n        return await requests.HandleAsync(request, state => LookAtYesAsync(state, actor,")),
        new("a late yes to the request is one to more time", new Check.Tests("JitBot.Core.Tests", "FullyQualifiedName~ExtendTests"), new Edit("src/JitBot.Core/Access/ExtendRules.cs",
            "{ MadeAt: var made } && made < default(DateTimeOffset))", "{ MadeAt: var made } && made < asking.Facts.AskedAt)")),
        new("an emergency that nobody reviews stays while more time is waited for", new Check.Tests("JitBot.Core.Tests", "FullyQualifiedName~BreakGlassTests"),
            new Edit("src/JitBot.Core/Access/AccessDecider.cs",
                "AccessCommand.Wake c => Happened(c, [.. ReviewRules.Overdue(state, c.At), .. WaitRules.Urge(state.Asking, c.At, state.EndsAt)]),",
                "AccessCommand.Wake c when ReviewRules.Overdue(state, c.At).ToList() is { Count: > 0 } overdue => Happened(c, [.. overdue]),\n        AccessCommand.Wake c => Happened(c, [.. WaitRules.Urge(state.Asking, c.At, state.EndsAt)]),")),
        new("a no today is escaped by another entry for the same", EarlierAnswers, new Edit("src/JitBot.Engine/Requests/AutoLooker.cs",
            "&& terms.EntitlementId == asked.EntitlementId\n", "&& (terms.EntitlementId == asked.EntitlementId || (terms.Provider == asked.Provider && terms.Resource == asked.Resource))\n")),
        new("a no that was not enough is escaped by withdrawing", EarlierAnswers, new Edit("src/JitBot.Core/Access/EarlierNoes.cs",
            "return decided;", "return decided || noes.Values.Any(at => at >= since);")),
        new("a no to more time is none", EarlierAnswers, new Edit("src/JitBot.Core/Access/EarlierNoes.cs",
            "happened is AccessEvent.Denied && happened.At", "happened is AccessEvent.Denied or AccessEvent.ExtensionDenied && happened.At")),
        new("a schedule that is read elsewhere says who is on call all the same", ReadElsewhere, new Edit("src/JitBot.Engine/People/GroupShelf.cs",
            "_ when gate.IsShut(rule) && _byWord.Count == 0 => null,", "_ when gate.IsShut(rule) => null,")),
        new("glass is broken by a schedule that is read elsewhere", ReadElsewhere, new Edit("src/JitBot.Engine/People/GroupShelf.cs",
            "if (Find(rule) is not IOnCallSource source)\n            return null;\n        var asOf", "if (Find(rule) is not IOnCallSource source || gate.IsShut(rule))\n            return null;\n        var asOf")),
        new("where a schedule is read changes without anybody's yes", Editions, new Edit("src/JitBot.Core/Catalogue/EditionPlan.cs",
            "before.Sources.GetValueOrDefault(each.Key, each.Value) == \"\")", "before.Sources.GetValueOrDefault(each.Key, each.Value) != each.Value)")),
    ];
}
