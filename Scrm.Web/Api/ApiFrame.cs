using System.Globalization;
using Microsoft.Net.Http.Headers;
using Scrm.Core.Database;
using Scrm.Web.Hosting;

namespace Scrm.Web.Api;

/// <summary>Around every call, before the key is looked at: the caller's language, and whatever goes wrong as problem details.</summary>
internal sealed partial class ApiFrame(RequestDelegate next, ILogger<ApiFrame> log)
{
    private const string RetryAfterSeconds = "5";

    public async Task InvokeAsync(HttpContext http)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(LanguageOf(http.Request));
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await next(http);
        }
        catch (ApiRefused refused) when (!http.Response.HasStarted)
        {
            await refused.Problem.ExecuteAsync(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await Bad(http, bad.StatusCode).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            GaveUp(http.Request.Method, http.Request.Path);
        }
        catch (Exception fault) when (!http.Response.HasStarted && DatabaseFaults.Of(fault) is not DatabaseFault.None)
        {
            Failed(fault, http.Request.Method, http.Request.Path);
            http.Response.Clear();
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, "api.database-away", ApiText.DatabaseAway(DatabaseFaults.Of(fault))).ExecuteAsync(http);
        }
#pragma warning disable CA1031 // The edge of the API: a program gets a problem it can read, and the log the whole fault.
        catch (Exception fault) when (!http.Response.HasStarted)
#pragma warning restore CA1031
        {
            Failed(fault, http.Request.Method, http.Request.Path);
            http.Response.Clear();
            await ApiProblem.Of(StatusCodes.Status500InternalServerError, "api.failed", ApiText.Failed).ExecuteAsync(http);
        }
        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null }) await Bad(http, http.Response.StatusCode).ExecuteAsync(http);
    }

    private static IResult Bad(HttpContext http, int status) => status switch
    {
        StatusCodes.Status404NotFound => ApiProblem.NotFound,
        StatusCodes.Status413PayloadTooLarge => ApiProblem.Of(status, "api.too-large",
            ApiText.TooLarge(http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.MaxRequestBodySize ?? BodyLimit.Usual)),
        _ => ApiProblem.Of(status, "api.request-unreadable", ApiText.QueryUnreadable),
    };

    private static string LanguageOf(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted)) return Languages.Chinese;
        var best = wanted.Where(l => l.Quality != 0).OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value ?? "").FirstOrDefault(l => l.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || l.StartsWith("en", StringComparison.OrdinalIgnoreCase));
        return best?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? Languages.English : Languages.Chinese;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "API call {Method} {Path} failed")]
    private partial void Failed(Exception fault, string method, string path);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The caller of {Method} {Path} went away")]
    private partial void GaveUp(string method, string path);
}
