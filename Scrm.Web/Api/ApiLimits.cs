using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Metadata;

namespace Scrm.Web.Api;

/// <summary>The "Api" section of the settings.</summary>
internal sealed class ApiSettings
{
    /// <summary>Calls a key may make in a minute.</summary>
    [Range(1, 1_000_000)]
    public int CallsAMinute { get; set; } = 600;

    /// <summary>Calls with a wrong key, or none, that one address may make in a minute.</summary>
    [Range(1, 1_000_000)]
    public int GuessesAMinute { get; set; } = 60;
}

/// <summary>The most bytes of a call's body.</summary>
internal sealed record BodyLimit(long Bytes) : IRequestSizeLimitMetadata
{
    public const long Usual = 1024 * 1024;

    public long? MaxRequestBodySize => Bytes;
}

/// <summary>How often a key, or somebody who guesses keys, may call.</summary>
internal sealed class ApiLimits(ApiSettings settings) : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<long> calls = PartitionedRateLimiter.Create<long, long>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new() { PermitLimit = settings.CallsAMinute, Window = Minute, SegmentsPerWindow = 6 }));

    private readonly PartitionedRateLimiter<string> guesses = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new() { PermitLimit = settings.GuessesAMinute, Window = Minute }));

    /// <summary>How long to wait, or null where the key may call now.</summary>
    public TimeSpan? Call(long keyId)
    {
        using var lease = calls.AttemptAcquire(keyId);
        return Wait(lease);
    }

    /// <summary>How long an address that sent a wrong key has to wait; good keys from the same address are not held up.</summary>
    public TimeSpan? Guess(HttpContext http)
    {
        using var lease = guesses.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
        return Wait(lease);
    }

    public static Task RefuseAsync(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return ApiProblem.Of(StatusCodes.Status429TooManyRequests, "api.too-many", ApiText.TooMany(seconds), ("retryAfter", seconds)).ExecuteAsync(http);
    }

    public void Dispose()
    {
        calls.Dispose();
        guesses.Dispose();
    }

    private static TimeSpan? Wait(RateLimitLease lease) =>
        lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Minute / 6;
}
