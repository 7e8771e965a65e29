using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace JitBot.Sandbox.LookAlikes.Slack;

/// <summary>What becomes of a modal by the answer to its submission (https://docs.slack.dev/surfaces/modals).</summary>
internal sealed class SlackSubmissionAnswer(SlackWorkspace workspace, SlackViewMethods views)
{
    /// <summary>Does as told; what the client would not take is kept as a complaint, and the modal stays open.</summary>
    public void Obey(SlackReply reply, SlackView submitted) => workspace.Gate.Change(() =>
    {
        // The app may have updated or closed the view meanwhile.
        if (!reply.IsAcknowledged || workspace.Views.Find(submitted.Id) is not { } view)
            return;
        try
        {
            Obey(reply.Json, reply.Body, view);
        }
        catch (SlackRefusal refusal)
        {
            workspace.Complain($"The answer to a submission was refused: {refusal.Error} {refusal.ToJson()}");
        }
    });

    private void Obey(JsonObject? answer, string body, SlackView view)
    {
        switch ((string?)answer?["response_action"])
        {
            case null when body.Length == 0 || answer is { Count: 0 }:
                workspace.Views.Close(view);
                break;
            case "clear":
                workspace.Views.CloseAll(view.OwnerId);
                break;
            case "update":
                views.Updated(view, views.Checked(answer!["view"] as JsonObject, view));
                break;
            case "push":
                views.Pushed(views.Checked(answer!["view"] as JsonObject, updating: null), view.OwnerId);
                break;
            case "errors":
                workspace.Views.Replace(view with { Errors = Errors(answer!, view) });
                break;
            default:
                throw new SlackRefusal("invalid_response_action", body);
        }
    }

    private static ImmutableSortedDictionary<string, string> Errors(JsonObject answer, SlackView view)
    {
        var errors = answer["errors"] as JsonObject ?? throw new SlackRefusal("invalid_arguments", "missing required field: errors");
        var inputs = SlackBlocks.Touchables(view.Blocks).Where(touched => touched.IsInput).Select(touched => touched.BlockId).ToHashSet();
        if (errors.Count == 0 || errors.Any(error => !inputs.Contains(error.Key)))
            throw new SlackRefusal("invalid_arguments", "errors must be keyed by the block_id of an input block");
        return errors.ToImmutableSortedDictionary(error => error.Key, error => (string)error.Value!, StringComparer.Ordinal);
    }
}
