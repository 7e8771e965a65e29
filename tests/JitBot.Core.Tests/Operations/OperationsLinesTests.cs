using JitBot.Core.Audit;
using JitBot.Core.Operations;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Operations;

/// <summary>The lines and words of JitBot's own troubles.</summary>
public class OperationsLinesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly RestoredBackup Backup = new(RestoreSign.Shorter, 20, At, "ab", 12, At.AddHours(-1));

    private static readonly Condition[] Conditions =
    [
        new Condition.DiskFull("box"),
        new Condition.StoreOut("box", "It is locked."),
        new Condition.Restored(Backup, ["Database (Directory group)"]),
        new Condition.ClockSuspect("box"),
        new Condition.ClockSuspect("box", IsUnwitnessed: true),
        new Condition.RemovalsOverdue("Directory", 3, At, "It is down."),
        new Condition.Refused("Directory", "It says no."),
        new Condition.SetAside(2, "show/r-1"),
        new Condition.Unsigned("box", "No room."),
        new Condition.Unheard("box", "Slack", "No connection stands."),
        new Condition.Unwritable("Chat", "C1", "It is archived"),
        new Condition.EditionRefused("box", 12, ["Catalogue:Policies: is empty"]),
        new Condition.EditionWaits("0123456789ab", ["database", "queue"]),
        new Condition.EditionDiffers("box", "0123456789ab", "ba9876543210"),
        new Condition.Unpaged("Beeper", "it is down"),
        new Condition.Frozen(),
    ];

    [Test]
    public void Every_condition_is_among_the_samples() =>
        Assert.That(Conditions.Select(each => each.GetType()).Distinct(), Is.EquivalentTo(typeof(Condition).GetNestedTypes()));

    [Test]
    public void A_line_is_read_back_as_it_was_written([ValueSource(nameof(Conditions))] Condition condition)
    {
        OperationsEvent[] all =
        [
            new OperationsEvent.Raised(condition, At), new OperationsEvent.Repeated(condition, At), new OperationsEvent.Cleared(condition, At),
            new OperationsEvent.Passed(condition, At, At), new OperationsEvent.RecoveryBegan(Backup), new OperationsEvent.RestoreAccepted(Backup),
        ];
        Assert.That(all.Select(each => each.GetType()), Is.EquivalentTo(typeof(OperationsEvent).GetNestedTypes()));
        foreach (var happened in all)
        {
            var line = EventJson.Line(happened with { At = At });
            var read = EventJson.ReadOperations(new StoredLine(1, 1, line.At, "operations", 1, line.Type, line.Body));
            Assert.That(EventJson.Line(read), Is.EqualTo(line));
        }
    }

    [Test]
    public void The_stored_form_is_golden() => Assert.That(
        EventJson.Line(new OperationsEvent.Raised(new Condition.DiskFull("box"), At)).Body,
        Is.EqualTo("""{"event":"alert-raised","condition":{"condition":"disk-full","machine":"box"},"since":"2026-11-21T09:00:00.000Z"}"""));

    [Test]
    public void A_clock_in_doubt_that_was_written_down_before_it_said_why_is_read() => Assert.That(
        EventJson.ReadOperations(new StoredLine(1, 1, At, "operations", 1, "alert-raised",
            """{"event":"alert-raised","condition":{"condition":"clock-suspect","machine":"box"},"since":"2026-11-21T09:00:00.000Z"}""")),
        Is.EqualTo(new OperationsEvent.Raised(new Condition.ClockSuspect("box"), At) { At = At }));

    [Test]
    public void Only_a_clock_that_is_contradicted_is_to_be_set_right()
    {
        Assert.That(AlertWords.Holds(new Condition.ClockSuspect("box", IsUnwitnessed: true), At).ToPlainText(), Does.Contain("has told JitBot on box the time").And.Not.Contain("NTP"));
        Assert.That(AlertWords.Holds(new Condition.ClockSuspect("box"), At).ToPlainText(), Does.Contain("Set the clock right"));
    }

    [Test]
    public void Every_condition_has_words_that_say_since_when_and_what_to_do([ValueSource(nameof(Conditions))] Condition condition)
    {
        var raised = AlertWords.Of(new OperationsEvent.Raised(condition, At)).ToPlainText();
        Assert.That(raised, Has.Length.InRange(80, 2_000));
        Assert.That(condition is Condition.SetAside || raised.Contains("2026-11-21 09:00 UTC", StringComparison.Ordinal), raised);
        Assert.That(AlertWords.Of(new OperationsEvent.Repeated(condition, At)).ToPlainText(), Is.EqualTo("Still so: " + raised));
        Assert.That(AlertWords.Of(new OperationsEvent.Cleared(condition, At) { At = At }).ToPlainText(), Is.Not.EqualTo(raised).And.Not.Empty);
    }

    private const string Posted =
        """{"Heads":[{"Chain":1,"Size":12,"Hash":"ab"}],"At":"2026-11-21T09:00:00+00:00","PublicKey":"cd","Signature":"ef"}""";

    [TestCase("", false)]
    [TestCase("no checkpoint at all", false)]
    [TestCase("{}", false)]
    [TestCase("{ \"Size\": 1 }", false)]
    [TestCase("Checkpoint of JitBot's log: 12 lines. " + Posted + " (edited)", true)]
    [TestCase("Checkpoint: 12 lines. {\"Heads\":[{\"Chain\":1,\"Si…\nCheckpoint: 12 lines. " + Posted, true)]
    public void A_checkpoint_is_found_among_the_words_of_its_message(string text, bool there) =>
        Assert.That(CheckpointJson.Find(text), there ? Is.EqualTo(new Checkpoint([new ChainHead(1, 12, "ab")], At, "cd", "ef")) : Is.Null);
}
