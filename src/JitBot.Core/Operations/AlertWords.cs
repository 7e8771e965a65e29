using JitBot.Core.Chat;

namespace JitBot.Core.Operations;

/// <summary>What people are told of a condition: what is wrong, what it means for access, and what to do. One sentence each.</summary>
public static class AlertWords
{
    /// <summary>More resources than this are counted instead of listed.</summary>
    private const int MostResources = 20;

    /// <summary>The words of an event that tells something.</summary>
    public static Words Of(OperationsEvent told) => told switch
    {
        OperationsEvent.Raised e => Holds(e.Condition, e.Since),
        OperationsEvent.Repeated e => new Words([new Word.Strong("Still so: "), .. Holds(e.Condition, e.Since).Parts]),
        OperationsEvent.Cleared e => Over(e.Condition, e.Since, e.At),
        OperationsEvent.Passed e => Over(e.Condition, e.Since, e.Until),
        _ => throw new InvalidOperationException($"{told.GetType().Name} tells nobody anything."),
    };

    /// <summary>The words for a condition that holds.</summary>
    public static Words Holds(Condition condition, DateTimeOffset since) => condition switch
    {
        Condition.DiskFull c => Words.Of(
            $"{Strong($"The disk of {c.Machine} is full")} since {since}. Access is still taken away, but none is given. Free some "
            + $"space on the disk that holds JitBot's database; within a minute it goes on by itself."),
        Condition.StoreOut c => Words.Of(
            $"{Strong($"JitBot's database cannot be used on {c.Machine}")} since {since}: {c.Why} Nothing is acknowledged, granted "
            + $"or taken away meanwhile."),
        Condition.Restored c => Restored(c, since),
        Condition.ClockSuspect { IsUnwitnessed: true } c => Words.Of(
            $"{Strong($"Nobody has told JitBot on {c.Machine} the time")} since it started, {since}. Nothing is granted, and access that is due to "
            + $"end waits until one does, at most five minutes. See whether this machine reaches the providers; JitBot notices by itself."),
        Condition.ClockSuspect c => Words.Of(
            $"{Strong($"The clock of {c.Machine} cannot be believed")} since {since}: it jumped, it is behind what JitBot saw before, "
            + $"or it is not what the providers say. Nothing is granted, and access that is due to end waits until a provider tells the time, at most five minutes if "
            + $"none answers. Set the clock right and see that it is kept so (NTP); JitBot notices by itself."),
        Condition.RemovalsOverdue c => Words.Of(
            $"{Strong($"{Memberships(c.Count)} at {c.Provider} should be gone and cannot be removed")}, the oldest since "
            + $"{c.Oldest}. Last answer: {c.What} JitBot goes on trying, at least every few minutes, and grants nothing new at "
            + $"{c.Provider} meanwhile. See whether {c.Provider} is up and whether JitBot may still change these groups; what cannot "
            + $"wait must be removed there by hand."),
        Condition.Refused c => Refused(c, since),
        Condition.SetAside c => Words.Of(
            $"{Strong($"JitBot has set {Tasks(c.Count)} aside")} because it failed again and again; the first is {c.First}. Look "
            + $"for that name in JitBot's log, and tell whoever maintains it: this is a fault of the program or an answer it does not "
            + $"know. Nothing that takes access away is ever set aside."),
        Condition.Unsigned c => Words.Of(
            $"{Strong($"JitBot cannot write the checkpoints of its log on {c.Machine}")} since {since}: {c.Why} Let JitBot's user "
            + $"write the folder of Audit:Folder, and see whether its disk is whole. When it has lasted an hour, nothing is granted "
            + $"any more."),
        Condition.Unheard c => Words.Of(
            $"{Strong($"JitBot on {c.Machine} does not hear {c.Door}")} since {since}: {c.Why} What people type and click there "
            + $"reaches JitBot only through another of its processes, if there is one. Access that was given still ends at its time."),
        Condition.Unwritable c => Words.Of(
            $"{Strong($"JitBot cannot post in the {c.Platform} channel {c.Channel}")} since {since}: {c.What}. Approvers whom a policy names "
            + $"in person are asked in their direct messages instead; where none is named, nobody is asked and the request lapses. Open the "
            + $"channel again, invite JitBot to it and let it post there, or name another channel in the policies and restart JitBot."),
        Condition.Unpaged c => Words.Of(
            $"{Strong($"Nobody could be woken by {c.Pager}")} since {since}: {c.What} See whether everybody knows who broke glass, and mend it: doctor looks at it."),
        Condition.EditionRefused or Condition.EditionWaits or Condition.EditionDiffers => EditionWords.Holds(condition, since),
        Condition.Frozen => FreezeWords.Raised(since),
        _ => throw new InvalidOperationException($"A condition without words: {condition}."),
    };

    private static Words Over(Condition condition, DateTimeOffset since, DateTimeOffset until) => condition switch
    {
        Condition.DiskFull c => Words.Of(
            $"{Strong($"There is room on the disk of {c.Machine} again.")} It was full from {since} until {until}. Access is given "
            + $"again."),
        Condition.StoreOut c => Words.Of(
            $"{Strong($"JitBot's database could not be used on {c.Machine}")} from {since} until {until}: {c.Why} It works again. "
            + $"Whoever clicked or typed something meanwhile may have been refused and should try again; access that was due to end "
            + $"in that time ends now."),
        Condition.Restored => Words.Of(
            $"{Strong("The restored database was accepted by an operator.")} Access is given again. What was granted after the "
            + $"backup was made and is not known to JitBot stays in the directory until somebody removes it there."),
        Condition.ClockSuspect c => Words.Of(
            $"{Strong($"The clock of {c.Machine} is confirmed again.")} It was in doubt from {since} until {until}. Access is given "
            + $"again and ends at its time."),
        Condition.RemovalsOverdue c => Words.Of(
            $"{Strong($"No removal at {c.Provider} is overdue any more.")} The first had failed since {since}; all went through by "
            + $"{until}. Access is given there again."),
        Condition.Refused { AsksOnly: true } c => Words.Of(
            $"{Strong($"{c.Door} answers JitBot again.")} It refused from {since} until {until}."),
        Condition.Refused c => Words.Of(
            $"{Strong($"{c.Door} takes JitBot's credential again.")} It was refused from {since} until {until}; what waited is "
            + $"being done."),
        Condition.SetAside => Words.Of($"{Strong("Nothing is set aside any more.")}"),
        Condition.Frozen => Words.Of($"{Strong("Two operators let granting go on.")} It was frozen from {since} until {until}. What was approved meanwhile and still has time is granted now."),
        Condition.Unsigned c => Words.Of(
            $"{Strong($"The checkpoints of the log are written again on {c.Machine}.")} They could not be from {since} until "
            + $"{until}."),
        Condition.Unheard c => Words.Of(
            $"{Strong($"JitBot on {c.Machine} hears {c.Door} again.")} It did not from {since} until {until}. Whoever clicked or "
            + $"typed something meanwhile and got no answer should try again."),
        Condition.Unwritable c => Words.Of($"{Strong($"JitBot posts in the {c.Platform} channel {c.Channel} again,")} or is not asked to any more. It could not from {since} until {until}."),
        Condition.Unpaged c => Words.Of($"{Strong($"{c.Pager} wakes people again.")} It could not from {since} until {until}."),
        Condition.EditionRefused or Condition.EditionWaits or Condition.EditionDiffers => EditionWords.Over(condition, since, until),
        _ => throw new InvalidOperationException($"A condition without words: {condition}."),
    };

    private static Words Refused(Condition.Refused c, DateTimeOffset since) => c.AsksOnly
        ? Words.Of(
            $"{Strong($"{c.Door} refuses JitBot")} since {since}: {c.What} Correct the settings (section {c.Door}) and restart "
            + $"JitBot, or give it its rights back there. Until then nobody counts as on call by {c.Door}.")
        : Words.Of(
            $"{Strong($"{c.Door} refuses JitBot")} since {since}: {c.What} Replace the credential in the settings (section "
            + $"{c.Door}) and restart JitBot, or give it its rights back there. What has to be done there waits and is tried again; "
            + $"until then access may stay longer than it should.");

    private static Words Restored(Condition.Restored condition, DateTimeOffset since)
    {
        var backup = condition.Backup;
        Word[] from = backup.GoodUntil is { } good ? [new Word.Plain("after "), new Word.Moment(good)] : [new Word.Plain("at any time")];
        return new Words([
            Strong("JitBot's database was restored from an old backup"),
            .. Words.Of($", seen {since}. {Sign(backup)} Access that it knows of is still taken away, but none is given. Memberships granted ").Parts,
            .. from,
            .. Words.Of(
                $" may be unknown to it and will not end by themselves. In the audit log of each directory look for members that "
                + $"JitBot's application added since then, compare them with /jit who, and remove by hand whoever should not be there: "
                + $"{Resources(condition.Resources)}. Then stop JitBot, run \"audit accept-restore --yes\" and start it again.").Parts,
        ]);
    }

    private static string Sign(RestoredBackup backup) => backup.Sign switch
    {
        RestoreSign.Shorter => Text($"It has {backup.Lines} lines, but the checkpoint published at {Time(backup)} covers {backup.PublishedLines}."),
        RestoreSign.Different => Text($"Its line {backup.PublishedLines} is not the one that the checkpoint published at {Time(backup)} ends with."),
        RestoreSign.WithoutPublished => Text($"Its checkpoints were signed with a key that is gone, and so are the published ones: nobody can tell how old it is."),
        _ => throw new InvalidOperationException($"A sign nobody knows: {backup.Sign}."),
    };

    private static string Time(RestoredBackup backup) => new Words([new Word.Moment(backup.PublishedAt)]).ToPlainText();

    private static string Resources(IReadOnlyList<string> all) => all.Count == 0 ? "every group of the catalogue" : all.Count <= MostResources
        ? string.Join(", ", all)
        : Text($"{string.Join(", ", all.Take(MostResources))} and {all.Count - MostResources} more");

    private static string Memberships(int count) => count == 1 ? "1 membership" : Text($"{count} memberships");

    private static string Tasks(int count) => count == 1 ? "1 task" : Text($"{count} tasks");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static Word.Strong Strong(string text) => new(text);
}
