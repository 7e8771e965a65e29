using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>What a person filled into a card, and what the client sends of it.</summary>
internal static class CardForm
{
    /// <summary>The action's own data with every input in it, as the client merges them; it keeps a form that is not filled in as it must be.</summary>
    public static JsonObject Gather(JsonObject card, JsonObject action, IReadOnlyDictionary<string, string> typed)
    {
        var data = action["data"] is JsonObject own ? (JsonObject)own.DeepClone() : [];
        if (string.Equals((string?)action["associatedInputs"], "none", StringComparison.OrdinalIgnoreCase))
            return data;
        foreach (var (id, value) in Filled(card, typed))
            data[id] = value;
        return data;
    }

    /// <summary>What every input holds that holds something.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Filled(JsonObject card, IReadOnlyDictionary<string, string> typed)
    {
        foreach (var id in typed.Keys)
            CardReading.Input(card, id);
        foreach (var input in CardReading.Inputs(card))
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
