using JitBot.Engine;

namespace JitBot.Host;

/// <summary>Liveness and readiness.</summary>
internal static class Health
{
    /// <summary><c>GET /health/live</c>: the process answers. <c>GET /health/ready</c>: it can work; what is not ready is named.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapGet("/health/ready", async (Readiness readiness, IHostApplicationLifetime lifetime, CancellationToken ct) =>
        {
            var problems = lifetime.ApplicationStopping.IsCancellationRequested
                ? [new Unready("process", "It is stopping.", Stops: true)] // said at once, whatever the store is doing
                : await readiness.LookAsync(ct);
            var ready = !problems.Any(problem => problem.Stops);
            var body = new { ready, problems = problems.Select(problem => new { what = problem.What, why = problem.Why }) };
            return Results.Json(body, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
