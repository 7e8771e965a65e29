namespace JitBot.Sandbox.LookAlikes.Graph;

/// <summary>Errors as Graph writes them (https://learn.microsoft.com/graph/errors).</summary>
internal static class GraphErrors
{
    /// <summary>Writes an error with its code and text.</summary>
    public static Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        var headers = context.Response.Headers;
        return context.Response.WriteAsJsonAsync(new Dictionary<string, object>
        {
            ["error"] = new Dictionary<string, object>
            {
                ["code"] = code,
                ["message"] = message,
                ["innerError"] = new Dictionary<string, string>
                {
                    ["date"] = headers.Date.ToString(),
                    ["request-id"] = headers["request-id"].ToString(),
                    ["client-request-id"] = headers["client-request-id"].ToString(),
                },
            },
        });
    }

    /// <summary>Writes the error that Graph sends with a status when something is wrong with Graph itself.</summary>
    public static Task WriteAsync(HttpContext context, int status)
    {
        var (code, message) = status switch
        {
            StatusCodes.Status429TooManyRequests => ("TooManyRequests", "Too many requests."),
            StatusCodes.Status503ServiceUnavailable => ("serviceNotAvailable", "The service is temporarily unavailable."),
            StatusCodes.Status504GatewayTimeout => ("UnknownError", ""),
            StatusCodes.Status502BadGateway => ("UnknownError", ""),
            StatusCodes.Status403Forbidden => ("Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
            StatusCodes.Status409Conflict => ("Request_Conflict", "A conflicting object was found."),
            StatusCodes.Status423Locked => ("resourceLocked", "The resource is locked."),
            _ => ("Service_InternalServerError", "Encountered an internal server error."),
        };
        return WriteAsync(context, status, code, message);
    }

    /// <summary>An object that is not there, or not there yet.</summary>
    public static Task NotFoundAsync(HttpContext context, string id) => WriteAsync(context, StatusCodes.Status404NotFound,
        "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    /// <summary>A request that Graph does not accept.</summary>
    public static Task BadRequestAsync(HttpContext context, string message) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, "Request_BadRequest", message);
}
