namespace JitBot.Simulation.Planted;

/// <summary>Of signing people out, and of more time that is taken back.</summary>
internal static partial class PlantedBugs
{
    private const string Closer = "src/JitBot.Engine/Effects/SessionCloser.cs";

    private static PlantedBug[] Sessions =>
    [
        new("everybody is signed out, whatever their terms say", Lives, new Edit("src/JitBot.Core/Access/SignOutRules.cs",
            "=> (facts.Terms.SignsOut || facts.Terms.Evidence) && EndsSessions(how);", "=> facts.Terms.SignsOut && EndsSessions(how);")),
        new("more time that was taken back stays", new Check.Tests("JitBot.Core.Tests", "FullyQualifiedName~ExtendTests"), new Edit("src/JitBot.Core/Access/AccessEvolver.cs",
            "AccessEvent.ExtensionTakenBack e) => Until(s, s.EndsAt) with", "AccessEvent.ExtensionTakenBack e) => Until(s, e.EndsAt) with")),
        new("a sign-out that nobody answered is called done", Lives, new Edit(Closer, "SignOutAnswer.Done or SignOutAnswer.NotNow { RetryAfter: null } => await", "SignOutAnswer.Done => await")),
        new("whoever stood still signs somebody out whom another has", new Check.Tests("JitBot.Engine.Tests", "FullyQualifiedName~SignOutTests"), new Edit(Closer,
            "if (false)", "if (clock.Now - began >= HoldingLimits.SendWindow)")),
        new("nobody is told who could not be signed out", Lives, new Edit(Closer,
            "when clock.Now >= endedAt + SignOutRules.GiveUpAfter => EffectResult.Finished,", "when clock.Now >= endedAt + SignOutRules.GiveUpAfter => await MissAsync(work, id, later.What, ct),")),
    ];
}
