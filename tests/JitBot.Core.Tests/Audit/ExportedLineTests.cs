using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JitBot.Core.Access;
using JitBot.Core.Audit;
using JitBot.Core.Store;

namespace JitBot.Core.Tests.Audit;

/// <summary>
/// A hash in the log stands for a text, and its type does not say so. So every string of every event is given a hash here, and each must either
/// be found or stand below as one that is written out.
/// </summary>
public class ExportedLineTests
{
    /// <summary>Ids, names of things and our own sentences: nothing that a person wrote or is called.</summary>
    private static readonly string[] WrittenOut =
    [
        "attempt", "entitlementId", "entitlementName", "group", "handle", "id", "platform", "policyId", "provider",
        "resource", "source", "subject", "tenant", "todo", "value", "what", "why", "zone",
    ];

    private int _made;

    private static IEnumerable<Type> Kinds => typeof(AccessEvent).GetNestedTypes();

    [TestCaseSource(nameof(Kinds))]
    public void Each_hash_in_an_event_is_found_or_is_known_to_stand_for_no_text(Type kind)
    {
        var body = EventJson.Line((AccessEvent)Make(kind)!).Body;
        var line = new ExportedLine(new SealedLine(1, 1, "r-1", 1, Encoding.UTF8.GetBytes($$"""{"body":{{body}}}"""), "00"));

        var texts = Strings("", JsonNode.Parse(body)!).Where(each => each.Value.Length == 64 && !WrittenOut.Contains(each.Field));
        Assert.That(line.Hashes, Is.EquivalentTo(texts.Select(each => each.Value)), body);
    }

    private object? Make(Type type)
    {
        if (type == typeof(string))
            return (++_made).ToString("x64", null);
        if (type.IsGenericType && type.GetInterfaces().Contains(typeof(IEnumerable)))
            return Many(type.GetGenericArguments()[0]);
        if (type.IsPrimitive || type.IsEnum || type.Namespace == nameof(System))
            return Activator.CreateInstance(type);
        if (type.IsAbstract)
            return Make(type.GetNestedTypes()[0]);
        var constructor = type.GetConstructors().MaxBy(each => each.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType))]);
    }

    /// <summary>One of each kind there is.</summary>
    private Array Many(Type type)
    {
        var kinds = type.IsAbstract ? type.GetNestedTypes() : [type];
        var many = Array.CreateInstance(type, kinds.Length);
        for (var i = 0; i < kinds.Length; i++)
            many.SetValue(Make(kinds[i]), i);
        return many;
    }

    private static IEnumerable<(string Field, string Value)> Strings(string field, JsonNode? node) => node switch
    {
        JsonObject some => some.SelectMany(pair => Strings(pair.Key, pair.Value)),
        JsonArray list => list.SelectMany(each => Strings(field, each)),
        { } value when value.GetValueKind() == JsonValueKind.String => [(field, (string)value!)],
        _ => [],
    };
}
