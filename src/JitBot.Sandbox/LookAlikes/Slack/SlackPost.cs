using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What a message carries (text, blocks, metadata), checked, however it is posted.</summary>
internal sealed record SlackPost(string? Text, JsonArray? Blocks, JsonObject? Metadata)
{
    private static readonly SlackShape MetadataShape = new(
        new("event_type", SlackRules.Text(SlackLimits.Id, 1), Required: true),
        new("event_payload", SlackRules.Object(new SlackShape()), Required: true));

    /// <summary>Reads and checks; throws the refusal the method would answer with.</summary>
    public static SlackPost Read(SlackArguments arguments, int longestText)
    {
        var text = arguments.Text("text");
        if (text?.Length > longestText)
            throw new SlackRefusal("msg_too_long");
        var blocks = arguments.Json<JsonArray>("blocks", "invalid_blocks_format");
        CheckBlocks(blocks);
        return new SlackPost(text, blocks, ReadMetadata(arguments));
    }

    /// <summary>Refuses blocks no message may have.</summary>
    public static void CheckBlocks(JsonArray? blocks)
    {
        if (blocks is null)
            return;
        var found = SlackBlockRules.CheckMessage(blocks);
        if (found.Any)
            throw new SlackRefusal("invalid_blocks", found.Messages);
        if (SlackBlockRules.TextLength(blocks) > SlackLimits.MessageBlocksText)
            throw new SlackRefusal("msg_blocks_too_long");
    }

    /// <summary>Refuses a message that says nothing.</summary>
    public SlackPost NeverEmpty() => Text is null && Blocks is null or [] ? throw new SlackRefusal("no_text") : this;

    private static JsonObject? ReadMetadata(SlackArguments arguments)
    {
        var metadata = arguments.Json<JsonObject>("metadata", "invalid_metadata_format");
        if (metadata is null or { Count: 0 })
            return metadata;
        var found = new SlackFindings();
        var payload = metadata["event_payload"];
        var withoutPayload = (JsonObject)metadata.DeepClone();
        if (payload is JsonObject)
            withoutPayload["event_payload"] = new JsonObject();
        MetadataShape.Check(withoutPayload, "/metadata", found);
        if (found.Any)
            throw new SlackRefusal("invalid_metadata_schema", found.Messages);
        if (metadata.ToJsonString().Length > SlackLimits.MetadataCharacters)
            throw new SlackRefusal("metadata_too_large");
        return metadata;
    }
}
