using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>An approver may take back the yes that has just decided a request, and the access goes again; or on more time, and the old end stands again.</summary>
internal static class UndoRules
{
    /// <summary>As long as it takes to see what one has pressed; whoever thinks better of it later revokes.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    /// <summary>The newer yes is meant: that to more time, if there was one. What was asked for since on top of it goes with it.</summary>
    public static Decision TakeBack(AccessState.Active state, AccessCommand.TakeBack command) => state.LastMore is { } more && Of(more.Votes, command) is not null
        ? TakeBack(more.Votes, command, by => new AccessEvent.ExtensionTakenBack(by, more.OldEnd > command.At ? more.OldEnd : command.At))
        : TakeBack(state.Votes, command);

    /// <summary>One of the yeses that decided the request is taken back, and the access goes.</summary>
    public static Decision TakeBack(IEnumerable<Vote> votes, AccessCommand.TakeBack command) =>
        TakeBack(votes, command, by => new AccessEvent.RevocationBegun(EndCause.Undone) { By = by });

    private static Decision TakeBack(IEnumerable<Vote> votes, AccessCommand.TakeBack command, Func<PersonRef, AccessEvent> undo)
    {
        if (Of(votes, command) is not { } vote || command.MadeAt <= vote.MadeAt)
            return Decision.Nothing;
        return command.At - vote.At <= Within
            ? AccessDecider.Happened(command, undo(((Actor.Known)command.Actor).Person.Ref))
            : AccessDecider.Refuse(command, Refusal.TooLateToUndo);
    }

    private static Vote? Of(IEnumerable<Vote> votes, AccessCommand.TakeBack command)
    {
        var actor = (Actor.Known)command.Actor;
        return votes.FirstOrDefault(vote => actor.Ties.AreLinked(vote.Approver.Id, actor.Person.Id));
    }
}
