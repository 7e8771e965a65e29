using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using JitBot.Core.Time;

namespace JitBot.Providers.Entra;

/// <summary>
/// The way of every call to Graph: token, guard, wire. Nothing in it sends a request twice: the retries of Azure.Core are off, because they
/// also repeat mutations whose answer was lost, and redirects are not followed.
/// </summary>
internal static partial class GraphPipeline
{
    /// <summary>Set on a message when it has passed everything that is ours: from then on it may have had its effect.</summary>
    public const string Sent = "jitbot-sent";

    /// <summary>The name under which the times of Graph's answers are reported.</summary>
    private const string Source = "Entra";

    /// <summary>Builds the pipeline over a wire; the token is for the host of <paramref name="graph"/>, in whatever cloud.</summary>
    public static HttpPipeline Build(Uri graph, TokenCredential credential, DateWitness witness, HttpMessageHandler? wire = null)
    {
        // Each call brings its own time, which is shorter than the usual ones of these two.
        var client = new HttpClient(wire ?? Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new Options { Transport = new HttpClientTransport(client), Retry = { MaxRetries = 0, NetworkTimeout = Timeout.InfiniteTimeSpan } };
        options.Diagnostics.ApplicationId = "JitBot";
        options.AddPolicy(new Witness(witness), HttpPipelinePosition.PerCall);
        options.AddPolicy(new LastLook(), HttpPipelinePosition.BeforeTransport);
        return HttpPipelineBuilder.Build(options, new Bearer(credential, ScopeOf(graph)));
    }

    /// <summary>What a token for this Graph is asked for with: everything the application was granted there.</summary>
    public static string ScopeOf(Uri graph) => $"{graph.GetLeftPart(UriPartial.Authority)}/.default";

    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,

        // A name that moves to another address is noticed within this time.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    [GeneratedRegex("/groups/[0-9a-f-]{36}/members/[0-9a-f-]{36}/\\$ref\\z", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MembershipReference();

    private sealed class Options : ClientOptions;

    /// <summary>
    /// The token, also to a plain http host on loopback, which Azure.Core refuses for good reasons that do not hold there; the settings
    /// allow plain http nowhere else.
    /// </summary>
    private sealed class Bearer(TokenCredential credential, string scope) : BearerTokenAuthenticationPolicy(credential, scope)
    {
        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var url = message.Request.Uri.ToUri();
            if (url.Scheme != Uri.UriSchemeHttp || !url.IsLoopback)
            {
                await base.ProcessAsync(message, pipeline);
                return;
            }
            await AuthorizeRequestAsync(message);
            await ProcessNextAsync(message, pipeline);
        }
    }

    /// <summary>
    /// The last thing before the wire. A DELETE of anything but a membership's reference deletes a user or a group, so it is stopped here,
    /// whoever made it (https://learn.microsoft.com/graph/api/group-delete-members).
    /// </summary>
    private sealed class LastLook : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            var path = message.Request.Uri.ToUri().AbsolutePath;
            if (message.Request.Method == RequestMethod.Delete && !MembershipReference().IsMatch(path))
                throw new InvalidOperationException($"Refused to send DELETE {path}: it would delete the object, not the membership.");
            message.SetProperty(Sent, true);
        }
    }

    /// <summary>Reports the time that each answer carries, whatever the answer is.</summary>
    private sealed class Witness(DateWitness witness) : HttpPipelineSynchronousPolicy
    {
        public override void OnReceivedResponse(HttpMessage message)
        {
            if (message.HasResponse && message.Response.Headers.Date is { } date)
                witness.Report(Source, date);
        }
    }
}
