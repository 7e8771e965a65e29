using System.Runtime.CompilerServices;
using JitBot.Core;
using JitBot.Core.Checkup;
using JitBot.Core.Paging;

namespace JitBot.Paging.Webhook;

/// <summary>Looks whether the receiver takes a signed call that wakes nobody.</summary>
internal sealed class WebhookCheckup(WebhookPager pager) : ICheckup
{
    /// <inheritdoc />
    public string Door => "Paging by webhook";

    /// <inheritdoc />
    public async IAsyncEnumerable<Finding> LookAsync(NamedInSettings named, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return await pager.PingAsync(ct) switch
        {
            PageAnswer.Sent => Finding.Good(CheckKind.Reach, Door, "a signed ping was taken"),
            PageAnswer.Refused refused => Finding.Bad(CheckKind.Reach, Door, refused.Why, "let the receiver answer a ping with 200, and see what is said of it"),
            PageAnswer.NotNow down => Finding.Bad(CheckKind.Reach, Door, down.What, "let this machine reach the webhook's address, or correct Paging:Webhook:Url"),
            var other => throw new InvalidOperationException($"An answer nobody knows: {other.GetType().Name}."),
        };
    }
}
