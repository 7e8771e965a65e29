namespace JitBot.Simulation.Planted;

/// <summary>In Teams and across two chats: what comes again with another name, what nobody pressed, and the card in the other chat.</summary>
internal static partial class PlantedBugs
{
    private const string TeamsInvokes = "src/JitBot.Chat.Teams/TeamsInvokes.cs";

    private static PlantedBug[] Teams =>
    [
        new("in Teams: a press that comes again with a new id is a second press", Lives, new Edit("src/JitBot.Chat.Teams/TeamsGesture.cs",
            "var span = (At ?? receivedAt).UtcTicks;", "var span = (At ?? receivedAt).UtcTicks / SamePress.Ticks;")),
        new("in Teams: a form that comes again with a new id asks again", Lives, new Edit(TeamsInvokes,
            "{gesture.User}\\n{gesture.At:O}", "{gesture.User}\\n{mark}")),
        new("in Teams: a card that is merely seen is taken for a press", Lives, new Edit(TeamsInvokes,
            "if (pressed.Verb == TeamsVerbs.Refresh)", "if (pressed.IsAutomatic || pressed.Verb == TeamsVerbs.Refresh)")),
        new("in Teams and beside it: only the first chat's card is kept up to date", Lives, new Edit(Reactor,
            "state.Facts.Places.Take(state is AccessState.Pending ? 9 : 1).Select(", "state.Facts.Places.Select(")),
    ];
}
