using System.Security.Cryptography;
using System.Text;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>After the key was found good: how often it calls, and named calls done once.</summary>
internal sealed class ApiTurn(RequestDelegate next, ApiLimits limits, ApiCalls calls)
{
    private const string NameHeader = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotent-Replayed";

    public async Task InvokeAsync(HttpContext http)
    {
        if (ApiCaller.Of(http) is not { } caller)
        {
            await next(http);
            return;
        }
        if (limits.Call(caller.KeyId) is { } wait)
        {
            await ApiLimits.RefuseAsync(http, wait);
            return;
        }
        var named = http.Request.Headers.TryGetValue(NameHeader, out var name) && http.GetEndpoint()?.Metadata.GetMetadata<Nameable>() is not null;
        if (named) await OnceAsync(http, caller.KeyId, name.ToString());
        else await next(http);
    }

    private async Task OnceAsync(HttpContext http, long keyId, string name)
    {
        if (name.Length is 0 or > ApiCall.LongestName) throw new ApiRefused(StatusCodes.Status400BadRequest, "api.name-length", ApiText.NameLength);
        var request = await DigestAsync(http.Request, http.RequestAborted);
        var turn = await calls.BeginAsync(keyId, name, request, http.RequestAborted);
        await (turn.State switch
        {
            ApiCallState.Mine => DoAsync(http, keyId, name),
            ApiCallState.Answered => AnswerAgainAsync(http, turn.Call!),
            ApiCallState.Different => ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "api.name-reused", ApiText.NameReused).ExecuteAsync(http),
            _ => ApiProblem.Of(StatusCodes.Status409Conflict, "api.name-at-work", ApiText.NameAtWork).ExecuteAsync(http),
        });
    }

    private async Task DoAsync(HttpContext http, long keyId, string name)
    {
        // From here on the act ends even when the caller hangs up, so that what is remembered is what was done.
        http.RequestAborted = CancellationToken.None;
        var wire = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        var answered = false;
        try
        {
            await next(http);
            answered = http.Response.StatusCode is >= 200 and < 300;
        }
        finally
        {
            http.Response.Body = wire;
            if (!answered) await calls.ForgetAsync(keyId, name);
        }
        if (answered)
            await calls.AnsweredAsync(keyId, name, http.Response.StatusCode, http.Response.ContentType ?? "", http.Response.Headers.Location.ToString(),
                Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length));
        answer.Position = 0;
        await answer.CopyToAsync(wire);
    }

    private static async Task AnswerAgainAsync(HttpContext http, ApiCall call)
    {
        http.Response.StatusCode = call.Status;
        http.Response.Headers[ReplayedHeader] = "true";
        if (call.Location.Length > 0) http.Response.Headers.Location = call.Location;
        if (call.ContentType.Length > 0) http.Response.ContentType = call.ContentType;
        if (call.Answer.Length > 0) await http.Response.WriteAsync(call.Answer, http.RequestAborted);
    }

    private static async Task<string> DigestAsync(HttpRequest request, CancellationToken cancel)
    {
        request.EnableBuffering();
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0) digest.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexString(digest.GetHashAndReset());
    }
}
