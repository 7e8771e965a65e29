using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace JitBot.Testing;

/// <summary>
/// A test that takes longer than what it adds is worth every time: it is played where everything is (<see cref="HowMuch.Everything"/>), as <c>.ci/run</c> does, and else counted as skipped, with the
/// reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class LongAttribute : NUnitAttribute, IApplyToTest
{
    /// <inheritdoc/>
    public void ApplyToTest(Test test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (HowMuch.Everything || test.RunState == RunState.NotRunnable)
            return;
        test.RunState = RunState.Ignored;
        test.Properties.Set(PropertyNames.SkipReason, "Takes long; JITBOT_ONE_IN=1 plays it.");
    }
}
