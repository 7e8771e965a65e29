using JitBot.Core.People;

namespace JitBot.Core.Access;

/// <summary>An approver may take back the yes that has just decided a request; the access goes again.</summary>
internal static class UndoRules
{
    /// <summary>As long as it takes to see what one has pressed; whoever thinks better of it later revokes.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    public static Decision TakeBack(IEnumerable<Vote> votes, AccessCommand.TakeBack command)
    {
        var actor = (Actor.Known)command.Actor;
        if (votes.FirstOrDefault(vote => actor.Ties.AreLinked(vote.Approver.Id, actor.Person.Id)) is not { } vote)
            return Decision.Nothing;
        if (command.MadeAt <= vote.MadeAt)
            return Decision.Nothing;
        return command.At - vote.At <= Within
            ? AccessDecider.Happened(command, new AccessEvent.RevocationBegun(EndCause.Undone) { By = actor.Person.Ref })
            : AccessDecider.Refuse(command, Refusal.TooLateToUndo);
    }
}
