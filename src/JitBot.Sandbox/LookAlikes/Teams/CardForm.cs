using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What a person filled into a card, and what the client sends of it.</summary>
internal static class CardForm
{
    /// <summary>
    /// The action's own data with every input in it, as the client merges them: those of its card and of the cards around it, but not of those
    /// that another action unfolds. A form that is not filled in as it must be is kept.
    /// </summary>
    public static JsonObject Gather(JsonObject card, JsonObject action, IReadOnlyDictionary<string, string> typed)
    {
        var data = action["data"] is JsonObject own ? (JsonObject)own.DeepClone() : [];
        if (string.Equals((string?)action["associatedInputs"], "none", StringComparison.OrdinalIgnoreCase))
            return data;
        var unfolded = Unfolded(action).ToHashSet();
        foreach (var (id, value) in Filled(card, CardReading.Inputs(card).Where(input => Unfolded(input).All(unfolded.Contains)), typed))
            data[id] = value;
        return data;
    }

    /// <summary>What must be unfolded for this to be seen.</summary>
    private static IEnumerable<JsonNode> Unfolded(JsonNode part)
    {
        for (var around = part.Parent; around is not null; around = around.Parent)
            if ((string?)(around as JsonObject)?["type"] == "Action.ShowCard")
                yield return around;
    }

    private static IEnumerable<KeyValuePair<string, string>> Filled(JsonObject card, IEnumerable<JsonObject> inputs, IReadOnlyDictionary<string, string> typed)
    {
        foreach (var id in typed.Keys)
            CardReading.Input(card, id);
        foreach (var input in inputs)
        {
            var id = (string)input["id"]!;
            if (typed.GetValueOrDefault(id, Initial(input)) is { Length: > 0 } value)
                yield return KeyValuePair.Create(id, Allowed(input, id, value));
            else if ((bool?)input["isRequired"] == true)
                throw new InvalidOperationException($"The client keeps the form: {id} is required.");
        }
    }

    private static string Allowed(JsonObject input, string id, string value)
    {
        if (input["maxLength"] is { } most && value.Length > (int)most)
            throw new InvalidOperationException($"The client lets nobody type more than {most} characters into {id}.");
        var choices = (input["choices"] as JsonArray ?? []).OfType<JsonObject>().Select(choice => (string?)choice["value"]).ToArray();
        if ((string?)input["type"] == "Input.ChoiceSet" && input["choices.data"] is null && value.Split(',').Except(choices).Any())
            throw new InvalidOperationException($"{id} has no choice {value} among {string.Join(", ", choices)}.");
        return value;
    }

    private static string Initial(JsonObject input) =>
        input["value"]?.ToString() ?? ((string?)input["type"] == "Input.Toggle" ? (string?)input["valueOff"] ?? "false" : "");
}
