using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace JitBot.Sandbox.LookAlikes;

/// <summary>How a directory tells of an error: its own JSON shape for the status.</summary>
internal delegate Task WriteError(HttpContext context, int status);

/// <summary>Puts the planned faults between the wire and a directory look-alike.</summary>
internal static class FaultyServing
{
    /// <summary>Asks the plan about each call before anything else looks at it.</summary>
    public static void UseFaults(
        this IApplicationBuilder app, DirectoryFaults faults, Func<HttpRequest, DirectoryCall> kind, WriteError write) =>
        app.Use((context, next) => faults.Take(kind(context.Request)) switch
        {
            null => next(context),
            DirectoryFault.Throttled throttled => ThrottleAsync(context, throttled, write),
            DirectoryFault.Fails fails => write(context, fails.Status),
            DirectoryFault.FailsAfter fails => AfterAsync(context, next, () => write(context, fails.Status)),
            DirectoryFault.LostAfter lost => AfterAsync(context, next, () => Lose(context, lost.Quietly)),
            DirectoryFault.LostBefore lost => Lose(context, lost.Quietly),
            DirectoryFault.Slow slow => SlowDownAsync(context, next, slow.By),
            DirectoryFault.Held => HoldAsync(context, faults, () => Task.CompletedTask),
            DirectoryFault.HeldThenDone => HoldAsync(context, faults, () => UnheardAsync(context, next)),
            var unknown => throw new InvalidOperationException($"A fault nobody knows: {unknown}."),
        });

    private static Task ThrottleAsync(HttpContext context, DirectoryFault.Throttled throttled, WriteError write)
    {
        context.Response.Headers.RetryAfter = ((int)throttled.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return write(context, StatusCodes.Status429TooManyRequests);
    }

    private static async Task SlowDownAsync(HttpContext context, RequestDelegate next, TimeSpan by)
    {
        await Task.Delay(by, TimeProvider.System, context.RequestAborted);
        await next(context);
    }

    private static async Task AfterAsync(HttpContext context, RequestDelegate next, Func<Task> then)
    {
        await UnheardAsync(context, next);
        await then();
    }

    /// <summary>Lets the call have its effect and throws its answer away.</summary>
    private static async Task UnheardAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        context.Response.Body = Stream.Null;
        await next(context);
        context.Response.Body = body;
        var date = context.Response.Headers.Date;
        context.Response.Clear();
        context.Response.Headers.Date = date;
    }

    /// <summary>
    /// Breaks the connection, or closes it in good order: to a client that is what an idle connection looks like when its time is up, and
    /// the reason why .NET's sends a request without a body again, up to three times.
    /// </summary>
    private static Task Lose(HttpContext context, bool quietly)
    {
        if (quietly)
            context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Both);
        else
            context.Abort();
        return Task.CompletedTask;
    }

    private static async Task HoldAsync(HttpContext context, DirectoryFaults faults, Func<Task> then)
    {
        // The body is read first: once the caller has gone nothing more can be read, and a late effect needs it.
        context.Request.EnableBuffering();
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Request.Body.Position = 0;
        await faults.HoldAsync(context.RequestAborted);
        await then();
        faults.Settle();
    }
}
