using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace JitBot.Host.Tests.Manifests;

/// <summary>A JSON Schema, and what it has against a document.</summary>
internal sealed class JsonRules(string path)
{
    private readonly JsonSchema _schema = JsonSchema.FromText(File.ReadAllText(path));

    /// <summary>Everything that is wrong, each with its place; empty if the document is valid.</summary>
    public IReadOnlyList<string> FaultsOf(JsonNode? document)
    {
        var results = _schema.Evaluate(document, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid ? [] :
        [
            .. from place in results.Details.Append(results)
               where place is { IsValid: false, Errors: not null }
               from error in place.Errors!
               select $"{place.InstanceLocation}: {error.Value}",
            $"not valid against {Path.GetFileName(path)}",
        ];
    }

    /// <summary>Reads JSON as the settings are read: comments and commas at the end are allowed.</summary>
    public static JsonNode Read(string json) =>
        JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
}
