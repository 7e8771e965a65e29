namespace JitBot.Simulation.Planted;

/// <summary>Of those who leave.</summary>
internal static partial class PlantedBugs
{
    private static PlantedBug[] Departing =>
    [
        new("whoever leaves keeps everything", Lives, new Edit("src/JitBot.Engine/Effects/PresenceKeeper.cs",
            "return new EffectResult.Later(clock.Now.AddDays(20), \"They are still there.\");",
            "return new EffectResult.Later(clock.Now + (every * (0.9 + (entropy.Fraction() / 10))), \"They are still there.\");")),
        new("an error is taken for a deactivation", Lives, new Edit("src/JitBot.Engine/People/DepartureDesk.cs",
            "var answer = await look(account, ct) is var said && said is PresenceAnswer.NotNow ? new PresenceAnswer.Gone(AccountEnd.Deleted) : said;",
            "var answer = await look(account, ct);")),
    ];
}
