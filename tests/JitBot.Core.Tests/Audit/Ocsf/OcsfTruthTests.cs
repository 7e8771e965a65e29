using System.Text.Json;
using JitBot.Core.Access;
using JitBot.Core.Audit.Ocsf;
using JitBot.Core.Holdings;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Audit.Ocsf;

/// <summary>Nothing is said to be given that was there before, and nothing to be taken that stays.</summary>
public class OcsfTruthTests
{
    private static readonly Dictionary<Leaving, OcsfActivity> Ends = new()
    {
        [Leaving.Removed] = OcsfActivity.RevokePrivileges,
        [Leaving.WasGone] = OcsfActivity.RevokePrivileges,
        [Leaving.Standing] = OcsfActivity.Update,
        [Leaving.StillNeeded] = OcsfActivity.Update,
        [Leaving.NeverAdded] = OcsfActivity.Update,
        [Leaving.AddedByOthers] = OcsfActivity.Update,
    };

    [TestCaseSource(nameof(Leavings))]
    public void A_privilege_is_revoked_only_if_it_is_gone(Leaving how) => Assert.That(Of(new AccessEvent.Ended(how)).Activity, Is.EqualTo(Ends[how]));

    [Test]
    public void That_somebody_else_gave_it_anew_stands_out() =>
        Assert.That(Of(new AccessEvent.Ended(Leaving.AddedByOthers)).Severity, Is.EqualTo(OcsfSeverity.High));

    [Test]
    public void A_privilege_is_assigned_only_if_it_was_not_there_before()
    {
        Assert.That(Of(new AccessEvent.GrantConfirmed(Standing: false, default)).Activity, Is.EqualTo(OcsfActivity.AssignPrivileges));
        var standing = Of(new AccessEvent.GrantConfirmed(Standing: true, default));
        Assert.That(standing.Activity, Is.EqualTo(OcsfActivity.Update));
        Assert.That(standing.Message, Does.Contain("there before"));
    }

    [Test]
    public void What_is_decided_under_a_freeze_is_not_being_given()
    {
        Assert.That(Of(new AccessEvent.GrantBegun(default)).Message, Does.Contain("being given"));
        Assert.That(Of(new AccessEvent.GrantBegun(default) { IsFrozen = true }).Message, Does.Contain("frozen").And.Not.Contain("being given"));
    }

    private static Leaving[] Leavings => Enum.GetValues<Leaving>();

    private static OcsfMapping Of(AccessEvent happened)
    {
        var line = EventJson.Line(happened);
        using var document = JsonDocument.Parse(line.Body);
        return OcsfTable.FindOrUnknown(OcsfSubject.Request, line.Type).For(document.RootElement);
    }
}
