namespace JitBot.Core.People;

/// <summary>What becomes of an attempt to show that two accounts are one person's. Pure; the moment is an argument.</summary>
public static class LinkingRules
{
    /// <summary>Whether this account is given a code now.</summary>
    public static LinkingEvent GiveCode(LinkingState state, LinkParty to, string salt, string code, DateTimeOffset at) =>
        LinkingState.Count(state.Given, to.Account, at) >= LinkingLimits.Codes
            ? Refuse(to, LinkRefusal.TooManyCodes, at)
            : new LinkingEvent.CodeGiven(to, salt, Audit.AuditChain.HashText(salt, code), at + LinkingLimits.CodeLives) { At = at };

    /// <summary>Whether the code that this account typed shows that both are one person's.</summary>
    public static LinkingEvent UseCode(LinkingState state, LinkParty by, string code, TimeSpan coolDown, DateTimeOffset at)
    {
        if (LinkingState.Count(state.Refused, by.Account, at) >= LinkingLimits.Tries)
            return Refuse(by, LinkRefusal.TooManyTries, at);
        if (state.Find(code, at) is not { } found)
            return Refuse(by, LinkRefusal.NoSuchCode, at);
        if (found.To.Account == by.Account)
            return Refuse(by, LinkRefusal.SameAccount, at);
        return state.Ties.AreLinked(found.To.Person.Id, by.Person.Id)
            ? Refuse(by, LinkRefusal.OneAlready, at)
            : new LinkingEvent.Linked(found.To, by, LinkProof.CodeTypedWithTheOther, at + coolDown) { At = at };
    }

    /// <summary>
    /// What follows from a code that was typed where others read it, by whomever; null if it was none. Only a code that is open is written down, so
    /// that nobody can fill the log.
    /// </summary>
    public static LinkingEvent? Spoil(LinkingState state, string code, DateTimeOffset at) =>
        state.Find(code, at) is { } found ? new LinkingEvent.CodeSeen(found.To) { At = at } : null;

    /// <summary>Whether there is something that this person can part from.</summary>
    public static LinkingEvent Part(LinkingState state, LinkParty by, DateTimeOffset at) => state.Ties.WholeAt(by.Person.Id).Count == 0
        ? Refuse(by, LinkRefusal.NotLinked, at)
        : new LinkingEvent.Parted(by) { At = at };

    /// <summary>
    /// Whether it is written down. What is refused for being too much is not: the attempts that made it so are in the log, and nobody shall be able
    /// to fill it. Nor is that there was nothing to part: it changes nothing, and anybody could say it without end.
    /// </summary>
    public static bool IsKept(LinkingEvent happened) =>
        happened is not LinkingEvent.Refused { Why: LinkRefusal.TooManyCodes or LinkRefusal.TooManyTries or LinkRefusal.NotLinked };

    private static LinkingEvent.Refused Refuse(LinkParty by, LinkRefusal why, DateTimeOffset at) => new(by, why) { At = at };
}
