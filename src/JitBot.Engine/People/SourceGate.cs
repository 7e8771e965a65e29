using JitBot.Core.Catalogue;

namespace JitBot.Engine.People;

/// <summary>
/// The rules whose source this process reads elsewhere than the edition in force has it: until an operator has said yes to that, nobody is on call by them.
/// </summary>
public sealed class SourceGate
{
    private volatile HashSet<string> _shut = [];

    /// <summary>Whether nobody is asked by this rule for now.</summary>
    public bool IsShut(Rule.Member rule) => _shut is { Count: > 0 } shut && shut.Contains(RuleNames.Of(rule));

    /// <summary>Shuts it for these rules, as settings write them, and for no other; says which of them were not shut before.</summary>
    internal IReadOnlyList<string> Shut(IEnumerable<string> rules)
    {
        var before = _shut;
        _shut = rules.ToHashSet(StringComparer.Ordinal);
        return [.. _shut.Except(before)];
    }
}
