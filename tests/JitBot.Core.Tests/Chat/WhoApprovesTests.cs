using JitBot.Core.Chat;

namespace JitBot.Core.Tests.Chat;

/// <summary>What is said before a request is sent of who can approve it.</summary>
[TestFixture]
public class WhoApprovesTests
{
    [Test]
    public void One_stage_is_not_called_one() =>
        Assert.That(Said(new StageDeciders(["Avery", "Morgan"], 2)), Is.EqualTo("Who can approve: Avery, Morgan. 2 approvals are needed."));

    [Test]
    public void Several_stages_are_said_in_their_order() => Assert.That(
        Said(new StageDeciders(["Avery", "Morgan"], 1), new StageDeciders(["Blake"], 1)),
        Is.EqualTo("Stage 1 of 2: Avery, Morgan. One approval is needed. Then stage 2 of 2: Blake. One approval is needed."));

    private static string Said(params StageDeciders[] stages) => CardWords.WhoApproves(stages, names => string.Join(", ", names));
}
